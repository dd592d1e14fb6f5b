//! What the compiler knows of language: which words mean the same to people who run systems.
//!
//! Cases are written in one language, often in the words of one author; they are searched in another,
//! or in the words of someone who was just woken up. The data here builds the bridge, at compile time.
//!
//! | file | subject |
//! |---|---|
//! | `glossary.tsv` | concepts: their names in Chinese and English, formal and colloquial |
//! | `glossary` | reading it, and the rules it keeps |

pub(crate) mod glossary;
