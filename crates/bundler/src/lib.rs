//! The bundler of casebook: engine, page and a compiled collection in; the files of an npm package and a
//! page in one file out.
//!
//! It is a pure function: no file, no process, no clock, and the same input gives the same bytes. The
//! engine is compiled once and linked once with the page's sources; each collection after that is
//! attached in the time of copying it.
//!
//! | module | subject |
//! |---|---|
//! | `attach` | a block into a compiled module |
//! | `sources`, `link`, `style`, `tags` | scripts and style sheets into one each |
//! | `page` | all of it into one HTML file under a policy |
//! | `element` | `<case-book>` for the package |
//! | `static_edition` | the collection as plain HTML |
//! | `package` | what the package says about itself |
//! | `digest`, `limit`, `sizes` | hashes, compression, and how large it may become |
#![forbid(unsafe_code)]
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::panic))]

mod attach;
mod digest;
mod element;
mod error;
mod limit;
mod link;
mod package;
mod page;
mod sizes;
mod sources;
mod static_edition;
mod style;
mod tags;
mod text;

use casebook_core::collection::Collection;

pub use attach::{MAX_BLOCK, attach};
pub use digest::{gzip, sha256_hex};
pub use error::{Code, Error};
pub use sources::Sources;

use limit::Contents;
use page::{Glue, Page};
use sizes::Sizes;

/// What the module and its script are called in every package.
pub const MODULE: &str = "casebook";

/// Licences that go into a package as they are, where there are such.
const LICENCES: &[&str] = &["LICENSE", "LICENSE-APACHE", "LICENSE-MIT", "NOTICE"];

/// The engine without a collection, as wasm-bindgen made it.
#[derive(Clone, Debug)]
pub struct Engine {
    /// The module.
    pub wasm: Vec<u8>,
    /// Its JavaScript side.
    pub script: String,
    /// TypeScript types of that.
    pub types: String,
    /// TypeScript types of the module itself.
    pub wasm_types: String,
    /// The version of casebook.
    pub version: String,
}

/// Engine and page, linked: all that does not depend on a collection.
#[derive(Clone, Debug)]
pub struct Assets {
    engine: Engine,
    page: Page,
    /// Files of the package besides the module, by name.
    files: Vec<(String, Vec<u8>)>,
    sources: Sources,
}

/// What a package says about itself.
#[derive(Clone, Debug)]
pub struct Options {
    /// Its name on npm.
    pub name: String,
    /// Its version.
    pub version: String,
    /// A sentence; that of the collection when there is none.
    pub description: Option<String>,
    /// The licence of the code as an SPDX expression.
    pub license: Option<String>,
    /// The licence of the cases, if the collection has one.
    pub licence_of_cases: Option<Vec<u8>>,
}

/// What was made of a collection.
#[derive(Clone, Debug)]
pub struct Bundle {
    /// The files of the package, by name, sorted.
    pub package: Vec<(String, Vec<u8>)>,
    /// The module among them.
    pub module: Vec<u8>,
    /// How the static edition turned out, in words.
    pub static_edition: String,
    cases: usize,
    sizes: Sizes,
    title: String,
    plain: String,
}

/// The page in one file.
#[derive(Clone, Debug)]
pub struct PageFile {
    /// The file.
    pub html: String,
    /// Bytes of the module as it lies in there, before Base64.
    pub module_gzipped: usize,
    /// What there is to warn of.
    pub warning: Option<String>,
}

impl Assets {
    /// Links the page's and the element's sources around `engine`.
    ///
    /// # Errors
    /// [`Code::BadAsset`] with file and line.
    pub fn link(engine: Engine, sources: Sources) -> Result<Self, Error> {
        Self::linked(engine, sources).map_err(|problem| Code::BadAsset.error(format!("{problem:#}")))
    }

    fn linked(engine: Engine, sources: Sources) -> anyhow::Result<Self> {
        let glue = Glue { path: &format!("pkg/{MODULE}.js"), text: &engine.script };
        let page = Page::link(&sources, &glue)?;
        let mut files: Vec<(String, Vec<u8>)> = LICENCES
            .iter()
            .filter_map(|licence| Some(((*licence).to_owned(), sources.bytes(licence)?.to_vec())))
            .collect();
        let element = element::link(&sources, MODULE, &engine.version)?;
        files.extend(element.into_iter().map(|(name, text)| (name.to_owned(), text.into_bytes())));
        for (ending, text) in
            [(".js", &engine.script), (".d.ts", &engine.types), ("_bg.wasm.d.ts", &engine.wasm_types)]
        {
            files.push((format!("{MODULE}{ending}"), text.clone().into_bytes()));
        }
        Ok(Self { engine, page, files, sources })
    }

    /// Attaches the collection in `block`, and makes the package of it.
    ///
    /// # Errors
    /// Those of [`attach`], and [`Code::BadAsset`].
    pub fn package(&self, block: &[u8], options: &Options) -> Result<Bundle, Error> {
        let module = attach(&self.engine.wasm, block)?;
        self.packaged(module, block, options).map_err(|problem| Code::BadAsset.error(format!("{problem:#}")))
    }

    fn packaged(&self, module: Vec<u8>, block: &[u8], options: &Options) -> anyhow::Result<Bundle> {
        let collection = Collection::open(block)?;
        let title = collection.title()?.first().copied().unwrap_or_default().to_owned();
        let plain = static_edition::write(block)?;
        let mut package = self.files.clone();
        package.push((format!("{MODULE}_bg.wasm"), module.clone()));
        package.push(("README.md".to_owned(), element::readme(&self.sources, &options.name)?.into_bytes()));
        if let Some(licence) = &options.licence_of_cases {
            package.push(("LICENSE-CASES".to_owned(), licence.clone()));
        }
        package.sort();
        let names: Vec<&str> = package.iter().map(|(name, _)| name.as_str()).collect();
        let about = || Some(format!("{title}: offline search and reading, as a widget and as functions"));
        let options = Options { description: options.description.clone().or_else(about), ..options.clone() };
        let manifest = serde_json::to_string_pretty(&package::manifest(&options, MODULE, &names))? + "\n";
        package.push(("package.json".to_owned(), manifest.into_bytes()));
        package.sort();
        Ok(Bundle {
            package,
            module,
            static_edition: plain.report(),
            cases: collection.case_count(),
            sizes: Sizes::of(block),
            title,
            plain: plain.html,
        })
    }

    /// The page in one file.
    ///
    /// # Errors
    /// [`Code::TooLarge`] above what browsers open, and [`Code::BadAsset`].
    pub fn page(&self, bundle: &Bundle) -> Result<PageFile, Error> {
        let asset = |problem: anyhow::Error| Code::BadAsset.error(format!("{problem:#}"));
        let module = gzip(&bundle.module).map_err(|error| asset(error.into()))?;
        let html = self.page.with_collection(&bundle.title, &module, &bundle.plain).map_err(asset)?;
        let warning = limit::check(html.len(), Contents { cases: bundle.cases, sizes: bundle.sizes })?;
        Ok(PageFile { html, module_gzipped: module.len(), warning })
    }
}
