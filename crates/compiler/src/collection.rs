//! A whole collection through all checks.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::assemble::assemble;
use crate::case::CaseFile;
use crate::checks::links::{self, Index};
use crate::checks::signatures::{self, Across, Signature};
use crate::checks::{causes, characters, commands, dates, ids, images, sections, text};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::files::{self, CONFIG, Role, role};
use crate::findings::{self, Findings, one_of, without_place};
use crate::model::{Collection, Config};
use crate::nearest::{did_you_mean, nearest};
use crate::pictures::Pictures;
use crate::source::{Damage, Source};
use crate::{BuildInfo, SourceFile, Unread, config};

/// Reads and checks a collection without writing its block.
///
/// The collection is there if and only if no diagnostic is an error.
#[must_use]
pub fn check(files: &[SourceFile], build: &BuildInfo) -> (Option<Collection>, Vec<Diagnostic>) {
    let (mut files, unnamed): (Vec<_>, Vec<_>) =
        files.iter().partition(|file| files::can_be_named(&file.path));
    // The order in which files are given must not matter, not even among files of one path.
    files.sort();
    let pictures = Pictures::new(files.iter().copied());
    let sources: Vec<_> = files.into_iter().map(Source::new).collect();
    let mut run = Run { diagnostics: unnamed.into_iter().map(files::unnamed).collect() };
    let today = dates::build_day(build.built_at.as_deref()).unwrap_or_else(|diagnostic| {
        run.diagnostics.push(*diagnostic);
        None
    });
    let config = run.config(&sources);
    let mut cases = run.read_cases(&sources, &config, &pictures, |case| {
        alone(case, &config, &pictures, today);
    });
    let names = sources.iter().filter(|source| is_case(source)).map(|source| source.path.to_owned());
    let index = together(&mut cases, names.collect(), today);
    // What a case shows that could not be read, nobody knows.
    if cases.len() == sources.iter().filter(|source| is_case(source)).count() {
        run.diagnostics.extend(images::unused(&cases, &pictures, &sources));
    }
    run.finish(config, cases, &index, &pictures)
}

fn is_case(source: &Source<'_>) -> bool {
    matches!(role(source.path), Role::Case { .. })
}

/// The number of files that are cases in their main language.
pub(crate) fn count_cases(files: &[SourceFile]) -> usize {
    files.iter().filter(|file| matches!(role(&file.path), Role::Case { lang: None, .. })).count()
}

/// What was found apart from the cases that could be read.
#[derive(Default)]
pub(crate) struct Run {
    pub(crate) diagnostics: Vec<Diagnostic>,
}

impl Run {
    pub(crate) fn config(&mut self, sources: &[Source<'_>]) -> Config {
        let Some(source) = sources.iter().find(|source| source.path == CONFIG) else {
            let near = nearest(CONFIG, sources.iter().map(|source| source.path));
            let help = near.map(|near| format!("rename `{near}`"));
            let help =
                help.unwrap_or_else(|| "begin with a copy of the one that casebook comes with".to_owned());
            let expected =
                "`casebook.yaml` beside the cases: title, languages, components, severities and so on";
            self.diagnostics.push(without_place(
                Code::NoConfig,
                CONFIG,
                "the collection has no `casebook.yaml`",
                expected,
                &help,
            ));
            return config::empty();
        };
        let mut findings = Findings::new(source);
        let whole = 0..source.text.len();
        let config = if damaged(&mut findings) { config::empty() } else { config::read(&mut findings) };
        characters::check(&[whole], &mut findings);
        self.diagnostics.extend(findings.into_list());
        config
    }

    /// Reads every file that is a case and hands it to `each`; says which files are not read, and why.
    pub(crate) fn read_cases<'s>(
        &mut self,
        sources: &'s [Source<'s>],
        config: &Config,
        pictures: &Pictures<'_>,
        mut each: impl FnMut(&mut CaseFile<'s>),
    ) -> Vec<CaseFile<'s>> {
        let mut cases = Vec::new();
        let names = names(sources);
        for source in sources {
            let mut findings = Findings::new(source);
            match role(source.path) {
                Role::Case { slug, lang } => match names.get(&source.path.to_lowercase()) {
                    Some(first) if !std::ptr::eq(*first, source) => same_name(first.path, &mut findings),
                    _ => {
                        files::check_slug(&slug, &mut findings);
                        let lang = language(lang.as_deref(), config, &mut findings);
                        if !damaged(&mut findings) {
                            let mut case = CaseFile::read(slug, lang, config, pictures, findings);
                            each(&mut case);
                            cases.push(case);
                            continue;
                        }
                    }
                },
                Role::Misplaced(why) => files::misplaced(why, &mut findings),
                Role::Config | Role::Other => {}
            }
            self.diagnostics.extend(findings.into_list());
        }
        if !sources.iter().any(is_case) {
            let help = "add a file like `k3s-node-join-failed.md`; its name is what links say";
            let message = "the collection has no cases";
            self.diagnostics.push(without_place(
                Code::NoCases,
                CONFIG,
                message,
                "at least one `<slug>.md` beside it",
                help,
            ));
        }
        cases
    }

    fn finish(
        mut self,
        config: Config,
        cases: Vec<CaseFile<'_>>,
        index: &Index,
        pictures: &Pictures<'_>,
    ) -> (Option<Collection>, Vec<Diagnostic>) {
        let found = cases.iter().flat_map(|case| case.findings.list()).chain(&self.diagnostics);
        let has_errors = found.into_iter().any(|diagnostic| diagnostic.severity() == Severity::Error);
        let collection = (!has_errors).then(|| assemble(config, &cases, index, pictures));
        for case in cases {
            self.diagnostics.extend(case.findings.into_list());
        }
        (collection, findings::in_order(self.diagnostics))
    }
}

/// For each name in lower case the file that may have it: one whose name is as it should be, if any.
fn names<'s>(sources: &'s [Source<'s>]) -> BTreeMap<String, &'s Source<'s>> {
    let mut names: BTreeMap<String, &Source<'_>> = BTreeMap::new();
    for source in sources {
        let name = names.entry(source.path.to_lowercase()).or_insert(source);
        if source.path.to_lowercase() == source.path && name.path != source.path {
            *name = source;
        }
    }
    names
}

/// Reports a file that cannot be read as text.
fn damaged(findings: &mut Findings<'_>) -> bool {
    let source = findings.source;
    match &source.damage {
        None => return false,
        Some(Damage::NotUtf8 { .. }) => {
            let at = source.text.len();
            let byte = source.in_file(&(at..at)).start;
            findings
                .add(
                    Code::NotUtf8,
                    &(at..at),
                    format!("the file is not UTF-8: byte {byte} begins no character"),
                )
                .label("no UTF-8 from here on")
                .expected("text in UTF-8")
                .help("save the file as UTF-8; from GBK: `iconv -f GBK -t UTF-8 old.md > new.md`");
        }
        Some(Damage::TooLarge { length }) => {
            let most = casebook_core::markup::markdown::MAX_INPUT;
            findings
                .add(Code::FileTooLarge, &(0..0), format!("the file has {length} bytes"))
                .expected(format!("at most {most}"))
                .help("keep the lines that matter of long logs; split a case that is several");
        }
        Some(Damage::Unread(why)) => {
            let help = match why {
                Unread::TooLarge { .. } => {
                    "keep the lines that matter of long logs; split a case that is several"
                }
                Unread::LeadsOutside => "copy the file into the collection; nothing outside of it is read",
                Unread::NotAFile => "put a file there, or delete it",
                Unread::Failed(_) => "see that it may be read, or delete it",
            };
            findings
                .add(Code::UnreadableFile, &(0..0), format!("this file {why}"))
                .expected("a regular file in the folder of the collection, of at most 16 MiB")
                .help(help);
        }
    }
    true
}

fn same_name(other: &str, findings: &mut Findings<'_>) {
    findings
        .add(Code::DuplicateSlug, &(0..0), format!("there is a file `{other}` already"))
        .expected("names that differ in more than upper and lower case")
        .help("rename or delete one of the two; some file systems cannot hold both");
}

/// The position of the language in a file's name.
fn language(lang: Option<&str>, config: &Config, findings: &mut Findings<'_>) -> usize {
    let Some(lang) = lang else { return 0 };
    let others = || config.languages.iter().skip(1).map(String::as_str);
    match config.languages.iter().position(|known| known == lang) {
        Some(at) if at > 0 => at,
        Some(_) => {
            findings
                .add(
                    Code::EditionLanguage,
                    &(0..0),
                    format!("`{lang}` is the main language of the collection"),
                )
                .expected("`slug.md`, without a language, for the main language")
                .help(format!("rename the file, without `.{lang}`"));
            1
        }
        None if config.languages.is_empty() => 1,
        None => {
            let expected = if others().next().is_some() {
                format!("{}, from `languages` in `casebook.yaml`", one_of(others()))
            } else {
                "no translations: `languages` in `casebook.yaml` has the main language only".to_owned()
            };
            let help = did_you_mean(lang, others());
            findings
                .add(Code::EditionLanguage, &(0..0), format!("`{lang}` is not a language of this collection"))
                .expected(expected)
                .help(
                    help.unwrap_or_else(|| {
                        "rename the file, or add the language to `casebook.yaml`".to_owned()
                    }),
                );
            1
        }
    }
}

/// The checks that need nothing but the file and the configuration.
fn alone(case: &mut CaseFile<'_>, config: &Config, pictures: &Pictures<'_>, today: Option<Date>) {
    let findings = &mut case.findings;
    let front = 0..case.body_range.start;
    let mut literal = case.body.code.clone();
    literal.push(front);
    characters::check(&literal, findings);
    sections::check(&case.body, config, case.lang, findings);
    text::check(&case.body, findings);
    images::check(&case.body.images, pictures, findings);
    commands::check(&case.body, findings);
    if case.lang == 0 {
        ids::check(&case.front, config, findings);
        ids::former(&case.front, findings);
        dates::check(&case.front, today, config.review_after_days, findings);
    }
}

/// The checks of cases against each other; `names` are those of all files that should be cases.
fn together(cases: &mut [CaseFile<'_>], names: BTreeSet<String>, today: Option<Date>) -> Index {
    unique_ids(cases);
    translations(cases, today);
    let index = Index::new(cases, names);
    for case in cases.iter_mut() {
        // The findings are apart while the case is read.
        let mut findings = Findings::new(case.findings.source);
        links::check(case, &index, &mut findings);
        links::related(case, &index, &mut findings);
        links::sources(case, &mut findings);
        case.findings.append(findings);
    }
    causes::check(cases);
    let sound: Vec<Vec<Signature>> = cases
        .iter_mut()
        .map(|case| signatures::check(&case.front.signatures, &case.body, &mut case.findings))
        .collect();
    stray_signatures(cases, &sound);
    index
}

fn stray_signatures(cases: &mut [CaseFile<'_>], sound: &[Vec<Signature>]) {
    let across = Across::new(sound);
    let strays = across.strays(&cases.iter().collect::<Vec<_>>());
    for (at, readers) in strays {
        let Some((owner, signature)) = across.signature(at) else { continue };
        let readers = readers.iter().filter_map(|reader| cases.get(*reader));
        let slugs: Vec<_> = readers.map(|case| case.slug.clone()).collect();
        if let Some(case) = cases.get_mut(owner) {
            signatures::report_stray(signature, &slugs, &mut case.findings);
        }
    }
}

/// Reports every case whose id another case has, too, or had; the first by file name is left in peace.
fn unique_ids(cases: &mut [CaseFile<'_>]) {
    let mut first: BTreeMap<(String, u32), (String, usize)> = BTreeMap::new();
    let mut highest: BTreeMap<String, u32> = BTreeMap::new();
    for case in cases.iter().filter(|case| case.lang == 0) {
        let all = case.front.id.iter().chain(&case.front.former_ids);
        for (prefix, number) in all.filter_map(|id| ids::parts(&id.text)) {
            let highest = highest.entry(prefix).or_default();
            *highest = number.max(*highest);
        }
    }
    for case in cases.iter_mut().filter(|case| case.lang == 0) {
        let Some(id) = &case.front.id else { continue };
        let Some(parts) = ids::parts(&id.text) else { continue };
        let (line, _) = case.findings.source.position(id.span.start);
        match first.get(&parts) {
            Some((other, line)) => {
                let next = highest.get(&parts.0).copied().unwrap_or(0) + 1;
                let next_free = format!("{}-{next:03}", parts.0);
                ids::duplicate(&case.front, other, *line, &next_free, &mut case.findings);
            }
            None => {
                first.insert(parts, (case.findings.source.path.to_owned(), line));
            }
        }
    }
    for case in cases.iter_mut().filter(|case| case.lang == 0) {
        for id in &case.front.former_ids {
            let Some(parts) = ids::parts(&id.text) else { continue };
            let (line, _) = case.findings.source.position(id.span.start);
            match first.get(&parts) {
                Some((other, line)) => ids::former_taken(id, other, *line, &mut case.findings),
                None => {
                    first.insert(parts, (case.findings.source.path.to_owned(), line));
                }
            }
        }
    }
}

/// Checks every translation against its case.
fn translations(cases: &mut [CaseFile<'_>], today: Option<Date>) {
    let (mut main, rest): (Vec<_>, Vec<_>) = cases.iter_mut().partition(|case| case.lang == 0);
    let by_slug: BTreeMap<_, _> = main.iter_mut().map(|case| (case.slug.clone(), &**case)).collect();
    for translation in rest {
        let Some(case) = by_slug.get(&translation.slug) else {
            let message = format!("there is no `{}.md` of which this is a translation", translation.slug);
            let near = nearest(&translation.slug, by_slug.keys().map(String::as_str));
            let near = near.map(|near| format!("rename this file if it is a translation of `{near}.md`"));
            translation
                .findings
                .add(Code::EditionWithoutCase, &(0..0), message)
                .expected("the case in the main language beside every translation")
                .help(near.unwrap_or_else(|| {
                    "write the case first, or rename this file after its case".to_owned()
                }));
            continue;
        };
        if let (Some(own), Some(id)) = (&translation.front.id, case.id())
            && own.text != id
        {
            let message = format!("the case itself, `{}.md`, has the id `{id}`", case.slug);
            translation
                .findings
                .add(Code::EditionId, &own.span, message)
                .expected(format!("`id: {id}`"))
                .help("copy the id, or rename this file after the case it translates");
        }
        dates::check_translation(&translation.front, &case.front, today, &mut translation.findings);
    }
}
