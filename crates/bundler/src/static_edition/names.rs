//! The names of things, in the main language of the collection.

use anyhow::Result;
use casebook_core::collection::{Case, Collection, Facet, Value};

/// What the collection and this edition call things.
pub(super) struct Names<'a> {
    pub(super) collection: Collection<'a>,
    /// Main language of the collection.
    pub(super) lang: &'a str,
    /// Title of the collection.
    pub(super) title: &'a str,
    pub(super) words: &'static Words,
    /// By facet, tags apart: in the order of the collection.
    values: [Vec<Value<'a>>; 4],
    tags: Vec<&'a str>,
}

/// The words of this edition itself; those of the page are in `www/i18n/index.js`.
pub(super) struct Words {
    pub(super) static_edition: &'static str,
    /// After a number.
    pub(super) cases: &'static str,
    pub(super) commit: &'static str,
    pub(super) contents: &'static str,
    pub(super) component: &'static str,
    pub(super) kind: &'static str,
    pub(super) status: &'static str,
    pub(super) applies_to: &'static str,
    pub(super) created: &'static str,
    pub(super) updated: &'static str,
    pub(super) tags: &'static str,
    pub(super) signatures: &'static str,
    pub(super) related: &'static str,
    pub(super) sources: &'static str,
    pub(super) comma: &'static str,
}

const CHINESE: Words = Words {
    static_edition: "静态版",
    cases: "个案例",
    commit: "提交",
    contents: "目录",
    component: "组件",
    kind: "故障类型",
    status: "状态",
    applies_to: "适用版本",
    created: "创建",
    updated: "更新",
    tags: "标签",
    signatures: "日志特征",
    related: "相关案例",
    sources: "来源",
    comma: "、",
};

const ENGLISH: Words = Words {
    static_edition: "Static edition",
    cases: "cases",
    commit: "commit",
    contents: "Contents",
    component: "Component",
    kind: "Fault type",
    status: "Status",
    applies_to: "Applies to",
    created: "Created",
    updated: "Updated",
    tags: "Tags",
    signatures: "Log signatures",
    related: "Related cases",
    sources: "Sources",
    comma: ", ",
};

impl<'a> Names<'a> {
    pub(super) fn of(collection: &Collection<'a>) -> Result<Self> {
        let lang = collection.languages()?.first().copied().unwrap_or("zh-CN");
        let values = |facet| collection.values(facet);
        Ok(Self {
            collection: *collection,
            lang,
            title: collection.title()?.first().copied().unwrap_or_default(),
            words: if lang.starts_with("zh") { &CHINESE } else { &ENGLISH },
            values: [
                values(Facet::Component)?,
                values(Facet::Severity)?,
                values(Facet::Type)?,
                values(Facet::Status)?,
            ],
            tags: collection.keys(Facet::Tag)?,
        })
    }

    /// The names of a facet's values, in the collection's order; none for tags.
    pub(super) fn labels(&self, facet: Facet) -> impl Iterator<Item = &'a str> {
        let values = self.values.get(facet as usize).map_or(&[][..], Vec::as_slice);
        values.iter().map(|value| value.labels.first().copied().unwrap_or(value.key))
    }

    /// The name of the one value that a case has of a facet.
    pub(super) fn label(&self, case: &Case<'a>, facet: Facet) -> &'a str {
        case.value(facet).and_then(|value| self.labels(facet).nth(value)).unwrap_or_default()
    }

    /// The tags of a case.
    pub(super) fn tags(&self, case: &Case<'a>) -> Result<Vec<&'a str>> {
        let tags = case.tags()?.iter();
        Ok(tags.filter_map(|tag| self.tags.get(usize::from(tag.get())).copied()).collect())
    }
}
