//! The rules, one file per subject.

pub(crate) mod causes;
pub(crate) mod characters;
pub(crate) mod commands;
pub(crate) mod dates;
pub(crate) mod ids;
pub(crate) mod images;
pub(crate) mod links;
pub(crate) mod sections;
pub(crate) mod signatures;
pub(crate) mod text;
