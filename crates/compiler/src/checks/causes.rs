//! `caused_by`: nothing may be the cause of its own cause.

use std::collections::{BTreeMap, BTreeSet};

use crate::case::CaseFile;
use crate::diagnostic::Code;
use crate::findings::quoted;

/// Reports every cause that a case has and that, over whatever others, has this case as a cause.
pub(crate) fn check(cases: &mut [CaseFile<'_>]) {
    let mut known: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for case in cases.iter().filter(|case| case.lang == 0) {
        if let Some(id) = case.id() {
            let ids = case.front.caused_by.iter().map(|cause| cause.text.clone());
            known.entry(id.to_owned()).or_default().extend(ids);
        }
    }
    for case in cases.iter_mut() {
        let Some(id) = case.front.id.as_ref().map(|id| id.text.clone()) else { continue };
        for cause in &case.front.caused_by {
            if cause.text != id && leads_to(&known, &cause.text, &id) {
                let message = format!("{} is itself a consequence of this case", quoted(&cause.text));
                case.findings
                    .add(Code::CauseCycle, &cause.span, message)
                    .expected("causes that lead to this case, and not the other way round")
                    .help("keep the direction that is commoner; `related` joins two cases without one");
            }
        }
    }
}

/// Whether `wanted` is among the causes of `from`, their causes and so on.
fn leads_to(known: &BTreeMap<String, Vec<String>>, from: &str, wanted: &str) -> bool {
    let (mut open, mut seen) = (vec![from], BTreeSet::new());
    while let Some(id) = open.pop() {
        if id == wanted {
            return true;
        }
        if seen.insert(id) {
            open.extend(known.get(id).into_iter().flatten().map(String::as_str));
        }
    }
    false
}
