//! `casebook new`: begins a case.

use casebook_compiler::model::Config;
use casebook_compiler::{NewCase, Outline, is_slug, nearest, outline, template};

use crate::args::New;
use crate::outcome::{Failure, Outcome, print, program};
use crate::{folder, report, write};

pub(crate) fn run(options: &New) -> Outcome {
    check_slug(&options.slug)?;
    if options.title.trim().is_empty() {
        return Err(Failure::Usage("the title is empty".to_owned()));
    }
    let files = folder::read(&options.folder)?;
    let name = format!("{}.md", options.slug);
    if let Some(file) = files.iter().find(|file| file.path.eq_ignore_ascii_case(&name)) {
        let path = folder::shown(&options.folder, &file.path);
        return Err(Failure::Failed(format!("`{path}` is there already; take another slug, or edit it")));
    }
    let Outline { config, ids } = match outline(&files) {
        Ok(outline) => outline,
        Err(diagnostics) => {
            report::text(diagnostics, &options.folder, files);
            return Err(Failure::Told);
        }
    };
    let at = component(&options.component, &config)?;
    let outline = Outline { config, ids };
    let Some(id) = outline.config.components.get(at).map(|component| outline.next_id(component)) else {
        return Err(Failure::Failed("`casebook.yaml` has no components".to_owned()));
    };
    let case = NewCase { id: &id, title: &options.title, component: at, today: options.today };
    let path = options.folder.join(&name);
    write::create(&path, &template(&outline.config, &case))?;
    let (path, folder, program) = (path.display(), options.folder.display(), program());
    print(&format!(
        "\
{path} is begun, with the id {id}. Next:

  1. Fill it in: severity and type, tags, sources, and each section in place of its hint (`> [!TODO]`).
  2. {program} check {folder}        says what is missing and what is wrong
  3. {program} catalogue {folder}    adds it to the table of cases"
    ))
}

fn check_slug(slug: &str) -> Outcome {
    if slug == "readme" {
        return Err(Failure::Usage("`readme` cannot be a slug: README.md is the table of cases".to_owned()));
    }
    if is_slug(slug) {
        return Ok(());
    }
    let rule = "lower-case letters a–z, digits, and single `-` between them";
    let example = "k3s-node-join-failed";
    Err(Failure::Usage(format!("`{slug}` is not a slug: {rule}, for example `{example}`")))
}

/// The position of the component with the key `wanted`.
fn component(wanted: &str, config: &Config) -> Outcome<usize> {
    let keys = || config.components.iter().map(|component| component.value.key.as_str());
    keys().position(|key| key == wanted).ok_or_else(|| {
        let near =
            nearest(wanted, keys()).map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
        let all = keys().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ");
        Failure::Usage(format!("there is no component `{wanted}`{near}\nThere are: {all}"))
    })
}
