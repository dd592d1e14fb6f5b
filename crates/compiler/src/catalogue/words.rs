//! The wording of the catalogue, in Chinese and English.

use jiff::civil::Date;

use super::CATALOGUE_MARK;
use crate::model::Config;

/// What the catalogue says; all of it Markdown.
pub(super) struct Words {
    generated: &'static str,
    pub(super) contents: &'static str,
    pub(super) overview: &'static str,
    pub(super) how_many: fn(usize, Option<Date>) -> String,
    /// Takes the names of the sections.
    pub(super) what_a_case_has: fn(&str) -> String,
    pub(super) classification: &'static str,
    pub(super) by_component: &'static str,
    pub(super) by_severity: &'static str,
    pub(super) by_type: &'static str,
    pub(super) count: fn(usize) -> String,
    pub(super) cases: &'static str,
    /// Takes the name of a component.
    pub(super) cases_of: fn(&str) -> String,
    pub(super) columns: [&'static str; 5],
    pub(super) none: &'static str,
    pub(super) guide: &'static str,
    pub(super) find: &'static str,
    pub(super) find_steps: &'static [&'static str],
    pub(super) read: &'static str,
    pub(super) read_in_order: &'static str,
    pub(super) read_with_care: &'static str,
    pub(super) contribute: &'static str,
    pub(super) contribute_steps: &'static [&'static str],
    /// Takes the keys of the components.
    pub(super) keys_of_components: fn(&str) -> String,
    pub(super) links: &'static str,
    pub(super) config: &'static str,
    pub(super) contributing: &'static str,
    pub(super) licence: &'static str,
    pub(super) comma: &'static str,
    pub(super) colon: &'static str,
}

/// The wording for the main language of a collection.
pub(super) fn of(config: &Config) -> &'static Words {
    if config.is_chinese() { &ZH } else { &EN }
}

impl Words {
    /// The comment in the first line.
    pub(super) fn generated(&self) -> String {
        format!("{CATALOGUE_MARK}{} -->", self.generated)
    }
}

static ZH: Words = Words {
    generated: "：本文件由 `cargo xtask catalogue` 生成，手工改动会被覆盖；请修改案例或 casebook.yaml。",
    contents: "目录",
    overview: "概述",
    how_many: |count, updated| {
        let updated = updated.map_or_else(String::new, |day| format!("，最近更新于 {day}"));
        format!("共 {count} 个案例{updated}。")
    },
    what_a_case_has: |sections| {
        format!("每个案例依次写明{sections}，并列出公开来源；报错与输出按软件打印的原文引用。")
    },
    classification: "案例分类",
    by_component: "按组件分类",
    by_severity: "按严重程度分类",
    by_type: "按故障类型分类",
    count: |count| format!("（{count} 个）"),
    cases: "案例列表",
    cases_of: |name| {
        let space = if name.ends_with(|c: char| c.is_ascii()) { " " } else { "" };
        format!("{name}{space}故障案例")
    },
    columns: ["编号", "案例标题", "严重程度", "故障类型", "状态"],
    none: "暂无案例。",
    guide: "使用指南",
    find: "如何查找案例",
    find_steps: &[
        "**打开页面**：`cargo xtask bundle --open` 生成并打开 `dist/casebook.html`。它是一个文件，断网可用，可以直接发给值班同事。",
        "**粘贴报错原文**：把日志或终端里的报错整行粘贴到搜索框。没有案例含有的词会被忽略，并注明忽略了哪些。",
        "**描述现象**：也可以输入中文的任意片段、命令、标识符或案例编号。",
        "**筛选**：按组件、严重程度、故障类型、状态和标签缩小范围，每一项都注明还剩几个案例。",
        "**在本文件里查找**：第 2 节按分类，第 3 节按组件，编号链接到案例全文。",
    ],
    read: "如何使用案例",
    read_in_order: "所有案例的章节相同，按顺序读：",
    read_with_care: "代码块里的命令可以直接复制；`<尖括号>` 里的内容要换成自己的。标有警告的命令会中断服务或破坏数据，先读警告再执行。",
    contribute: "案例贡献",
    contribute_steps: &[
        "`cargo xtask new <组件> <slug> <标题>`：由模板新建案例文件，编号自动取下一个。",
        "按文件里的提示填写各节，补全标签、日志特征和来源。",
        "`cargo xtask check`：逐条指出哪个文件哪一行有什么问题、怎样改。",
        "`cargo xtask catalogue`：重新生成本文件。",
    ],
    keys_of_components: |keys| format!("可用的组件：{keys}。"),
    links: "相关文档",
    config: "案例集的组件、严重程度、故障类型、状态和章节",
    contributing: "案例格式与评审要点",
    licence: "案例的许可证",
    comma: "、",
    colon: "：",
};

static EN: Words = Words {
    generated: ": written by `cargo xtask catalogue`, changes here are lost; change the cases or casebook.yaml.",
    contents: "Contents",
    overview: "Overview",
    how_many: |count, updated| {
        let cases = if count == 1 { "1 case".to_owned() } else { format!("{count} cases") };
        let updated = updated.map_or_else(String::new, |day| format!(", last updated on {day}"));
        format!("{cases}{updated}.")
    },
    what_a_case_has: |sections| {
        format!(
            "Every case has, in this order: {sections}; and its public sources. Errors and output are quoted as the software prints them."
        )
    },
    classification: "Classification",
    by_component: "By component",
    by_severity: "By severity",
    by_type: "By type of fault",
    count: |count| format!(" ({count})"),
    cases: "Cases",
    cases_of: |name| format!("{name} cases"),
    columns: ["Id", "Title", "Severity", "Type", "Status"],
    none: "No cases yet.",
    guide: "Guide",
    find: "Finding a case",
    find_steps: &[
        "**Open the page**: `cargo xtask bundle --open` builds and opens `dist/casebook.html`. It is one file, works offline, and can be sent to whoever is on call.",
        "**Paste the error**: paste the whole line from the log or terminal into the search box. Words that no case holds are left out, and named.",
        "**Describe the symptom**: any words, a command, an identifier or the id of a case will do, too.",
        "**Filter**: narrow down by component, severity, type, status and tag; each says how many cases are left.",
        "**Look through this file**: section 2 by class, section 3 by component; ids link to the cases.",
    ],
    read: "Using a case",
    read_in_order: "All cases have the same sections; read them in order:",
    read_with_care: "Commands in code blocks can be copied as they stand; replace what is in `<angle brackets>`. Commands with a warning interrupt service or destroy data: read the warning first.",
    contribute: "Contributing a case",
    contribute_steps: &[
        "`cargo xtask new <component> <slug> <title>`: makes the file from the template, with the next id.",
        "Fill in the sections as the hints say; add tags, signatures and sources.",
        "`cargo xtask check`: says what is wrong in which line, and what to do.",
        "`cargo xtask catalogue`: writes this file anew.",
    ],
    keys_of_components: |keys| format!("Components: {keys}."),
    links: "See also",
    config: "components, severities, types, statuses and sections of the collection",
    contributing: "the format of a case, and what reviewers look at",
    licence: "the licence of the cases",
    comma: ", ",
    colon: ": ",
};
