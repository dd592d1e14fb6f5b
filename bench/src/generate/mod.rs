//! Troubleshooting cases out of nothing but a seed.
//!
//! No text that anybody wrote: sentences are words drawn as often as Zipf's law says, around names,
//! commands and errors of the usual form. What can be measured on it is size and speed at any number
//! of cases; of relevance, that what is unique to a case is found.

mod lines;
mod vocabulary;
mod words;

use crate::corpus::{Document, Facets};
use crate::random::Random;
use lines::Scene;
use vocabulary::Vocabulary;

const SEED: u64 = 0x5EED_CA5E;

/// Components with what their ids begin with.
const COMPONENTS: &[(&str, &str)] = &[
    ("k3s", "K"),
    ("network", "N"),
    ("storage", "S"),
    ("wasmedge", "W"),
    ("gatekeeper", "G"),
    ("ingress", "I"),
    ("registry", "R"),
    ("etcd", "E"),
];
const SEVERITIES: &[&str] = &["critical", "moderate", "minor"];
const KINDS: &[&str] = &["misconfiguration", "resource", "compatibility", "bug", "performance"];

/// Makes `count` cases, by turns Chinese and English. The first cases are the same whatever `count` is.
pub(crate) fn documents(count: usize) -> Vec<Document> {
    let (chinese, english) = (Vocabulary::chinese(), Vocabulary::english());
    (0..count)
        .map(|number| {
            let vocabulary = if number % 2 == 0 { &chinese } else { &english };
            case(number, vocabulary, Random::new(SEED ^ (number as u64).wrapping_mul(0x9E37_79B9)))
        })
        .collect()
}

fn case(number: usize, words: &Vocabulary, mut random: Random) -> Document {
    let (component, prefix) =
        COMPONENTS.get(random.below(COMPONENTS.len())).copied().unwrap_or(("docs", "D"));
    let scene = Scene::new(component, &mut random);
    let title = words.title(component, &mut random);

    let mut text = Vec::new();
    let mut headings = Vec::new();
    for heading in words.headings {
        let heading = format!("{heading}{}{}", words.gap, words.name(&mut random));
        headings.push(heading.clone());
        text.push(heading);
        for _ in 0..random.between(1, 2) {
            text.push(words.sentence(&scene, &mut random));
        }
        for _ in 0..random.between(1, 2) {
            text.push(scene.line(&mut random));
        }
    }
    text.push(scene.error(&mut random));
    Document {
        id: format!("case-{number}"),
        lang: words.lang.to_owned(),
        title,
        headings: headings.join("\n"),
        text: text.join("\n"),
        facets: Facets {
            component,
            prefix,
            severity: random.pick(SEVERITIES, "minor"),
            kind: random.pick(KINDS, "bug"),
            tags: words.tags(&mut random),
        },
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn the_same_every_time_and_the_first_are_the_first() {
        let some = documents(200);
        assert_eq!(some, documents(200));
        assert_eq!(some.get(..50), Some(&documents(50)[..]));
    }

    #[test]
    fn bilingual_and_various() {
        let documents = documents(400);
        let different = |of: fn(&Document) -> &str| documents.iter().map(of).collect::<HashSet<_>>().len();
        assert_eq!(different(|document| &document.lang), 2);
        assert_eq!(different(|document| document.facets.component), COMPONENTS.len());
        assert!(different(|document| &document.title) > 380);
        for document in &documents {
            let length = document.text.len();
            assert!((400..4000).contains(&length), "{length} bytes");
            assert!(
                document.headings.lines().all(|heading| document.text.lines().any(|line| line == heading))
            );
        }
    }
}
