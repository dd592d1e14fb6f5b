// Every string of the page in both languages. `en` is checked against `zhCN` by type.

/** @typedef {"zh-CN" | "en"} UiLang */
/** @typedef {typeof zhCN} Strings */

const { format: zhNumber } = new Intl.NumberFormat("zh-CN");
const { format: enNumber } = new Intl.NumberFormat("en");

const zhCN = {
  search: "搜索",
  searchHint: "报错原文、命令、现象……",
  clearQuery: "清除搜索词",
  cases: (/** @type {number} */ n) => `${zhNumber(n)} 个案例`,
  found: (/** @type {number} */ n) => `找到 ${zhNumber(n)} 个案例`,
  foundWhole: (/** @type {number} */ n, /** @type {number} */ whole) => `${zhNumber(n)} 个案例，其中 ${zhNumber(whole)} 个含全部检索词`,
  foundRest: (/** @type {number} */ n, /** @type {number} */ whole) => `${zhNumber(n)} 个案例，其中 ${zhNumber(whole)} 个含其余全部检索词`,
  foundNone: "没有找到案例",
  allCases: "全部案例",
  results: "搜索结果",
  sortBy: "排序",
  sorts: { relevance: "相关度", severity: "严重程度", updated: "最近更新" },
  sortDefault: "最严重的在前",
  more: (/** @type {number} */ n) => `再显示 ${n} 个`,
  missing: "缺少：",
  filters: "筛选",
  filtersChosen: (/** @type {number} */ n) => `筛选（已选 ${n}）`,
  clearFilters: "清除全部筛选",
  clearAll: "全部清除",
  remove: (/** @type {string} */ what) => `移除${what}`,
  only: (/** @type {string} */ what) => `限定${what}`,
  without: (/** @type {string} */ word) => `不含${word}`,
  facets: { component: "组件", severity: "严重程度", type: "故障类型", status: "状态", tag: "标签", id: "编号" },
  moreTags: (/** @type {number} */ n) => `更多标签（${zhNumber(n)}）`,
  fewerTags: "收起",
  dropped: (/** @type {string} */ words) => `没有案例含有${words}，已忽略。`,
  closest: "没有案例含全部检索词，以下是最接近的。",
  correction: (/** @type {string} */ from, /** @type {string} */ to) => `${from}当作${to}`,
  corrected: (/** @type {string} */ changes) => `已将${changes}检索。`,
  exactly: "只按原文检索，不纠正，也不放宽。",
  searchExactly: "按原文检索",
  searchAsUsual: "恢复智能检索",
  nothingAsked: "检索词里没有可以检索的文字。",
  truncated: "检索词过长，只用了开头的一部分。",
  unknownFilter: (/** @type {string} */ what) => `本案例集没有这个筛选值：${what}`,
  unreadAddress: (/** @type {string} */ pieces) => `网址中的${pieces}无法识别，已忽略：链接可能不完整，或来自别的版本。可以向发来链接的人核对。`,
  unknownSection: (/** @type {string} */ section) => `本案例没有${section}这一节，已从头打开：这一节可能已改名。`,
  toStart: "回到首页",
  dismiss: "关闭提示",
  quote: (/** @type {string} */ word) => `“${word}”`,
  or: "或",
  sentenceSpace: "",
  listComma: "、",
  listSemicolon: "；",
  andMore: (/** @type {number} */ all, /** @type {number} */ _rest) => ` 等 ${all} 项`,
  colon: "：",
  emptyTitle: "没有符合条件的案例",
  emptyUnknown: (/** @type {string} */ words) => `没有任何案例含有${words}。`,
  emptyLimits: (/** @type {string} */ limits) => `当前只看：${limits}。`,
  emptyTry: "可以试试：",
  nearWords: "案例里有相近的词：",
  nearCases: "最接近的案例：",
  emptyHint: "换成报错原文里的一小段，或换一种说法。",
  withoutWord: (/** @type {string} */ word) => `去掉${word}`,
  withoutOrder: (/** @type {string} */ phrase) => `${phrase}不必连在一起`,
  withoutExclusion: (/** @type {string} */ word) => `不排除${word}`,
  withoutFilter: (/** @type {string} */ what) => `不限${what}`,
  withoutFilters: "去掉全部限定",
  withoutQuery: "清除搜索词",
  waySearch: "现象、报错原文、命令都可以直接输入；错字会纠正，拼音也行。",
  wayLog: "不必先读懂日志：整段粘贴或拖进文件，逐行比对出相符的案例。",
  glance: "一览",
  glanceCaption: "组件 × 故障类型，一个图形是一个案例",
  recent: "最近更新",
  examples: "例如",
  loadingFailed: "出错了",
  searchFailed: "这次搜索出错了。",
  log: {
    title: "从日志找案例",
    open: "粘贴日志",
    field: "日志",
    hint: "把日志粘贴到这里：journalctl、kubectl describe、panic、控制台输出……",
    find: "查找",
    file: "选择文件",
    drop: "也可以把日志文件拖到页面任意位置。",
    privacy: "日志只在本页内存里比对：不上传，不保存，也不进入网址。",
    reading: "正在读日志",
    read: (/** @type {number} */ percent) => `正在读日志：${percent}%`,
    cancel: "停止",
    another: "换一段日志",
    give: "粘贴或选择文件",
    example: "示例日志",
    tryExample: "看一段示例",
    copyNote: "复制为记录",
    note: "日志比对记录",
    found: (/** @type {number} */ n) => `日志指向 ${n} 个案例`,
    weak: (/** @type {number} */ n) => `没有命中日志特征；有 ${n} 个案例引用过相近的报错`,
    weakHint: "这是较弱的线索，请先核对案例里的“是否就是本例”。",
    none: "没有案例与这段日志相符",
    noneHint: "可以摘出最像报错的一行，放进搜索框再试。",
    lines: (/** @type {number} */ n, /** @type {string | null} */ name) => `${name === null ? "" : `${name}：`}读了 ${zhNumber(n)} 行。`,
    cut: "日志超过 50 MiB，只读了前面的部分。",
    notText: "这个文件不是文本",
    failed: "这段日志读不了",
    follows: ["可能是 ", " 的后果，先看前者。"],
    rest: (/** @type {number} */ n) => `另外 ${n} 处`,
    where: (/** @type {number} */ line, /** @type {number} */ count, /** @type {number} */ last) => (count > 1 ? `第 ${zhNumber(line)} 行，同样的共 ${zhNumber(count)} 行，直到第 ${zhNumber(last)} 行` : `第 ${zhNumber(line)} 行`),
    signature: "日志特征：",
    partOf: "与日志特征的一部分相符：",
    seeSection: (/** @type {string} */ heading) => `见“${heading}”`,
  },
  case: "案例",
  back: "返回",
  backToList: (/** @type {number} */ n) => `返回列表（${zhNumber(n)}）`,
  close: "关闭案例",
  walk: "在结果中翻看",
  previousCase: "上一个结果",
  nextCase: "下一个结果",
  place: (/** @type {number} */ at, /** @type {number} */ all) => `${zhNumber(at)} / ${zhNumber(all)}`,
  splitter: "列表宽度",
  splitterHint: "拖动以调整列表宽度，单击换一档，双击还原",
  sections: "章节",
  sectionHasMarks: "含有搜索词",
  appliesTo: "适用版本",
  created: "创建",
  updated: "更新",
  editions: "语言版本",
  otherLanguage: (/** @type {string} */ name) => `本案例只有${name}版`,
  signatures: "日志特征",
  signaturesHint: "日志里出现以下内容，多半就是本例。两端带斜线的是正则表达式。",
  related: "相关案例",
  sources: "来源",
  unknownCase: (/** @type {string} */ id) => `没有编号为 ${id} 的案例`,
  unknownCaseHint: "可能编号有误，也可能它在另一个版本的案例集里。",
  searchInstead: (/** @type {string} */ id) => `搜索“${id}”`,
  caseFailed: "这个案例无法显示",
  table: "表格",
  command: "命令",
  output: "输出",
  copy: "复制",
  copied: "已复制",
  copiedWithSlots: (/** @type {string} */ names) => `已复制，但 ${names} 还没有填`,
  notCopied: "未复制",
  copyFailed: "浏览器不允许复制，请手动选中后复制。",
  destructive: "有破坏性",
  disruptive: "会中断服务",
  slot: (/** @type {string} */ name) => `填写 ${name}`,
  language: "语言",
  theme: "主题",
  themes: { auto: "跟随系统", light: "浅色", dark: "深色" },
  help: "帮助",
  helpTitle: "用法",
  syntaxTitle: "检索",
  syntax: {
    text: "现象、报错原文、命令；错字会纠正，中英文名称相通",
    textSample: "证书过期",
    pinyin: "拼音；标题、标签的拼音首字母",
    phrase: "引号里的文字须连在一起",
    exclude: "不含这个词",
    field: "限定组件；还有 severity、type、status、tag、id",
  },
  keysTitle: "键盘",
  shortcuts: "单键快捷键",
  shortcutsHint: "与读屏软件或输入习惯冲突时可以关闭；Ctrl/⌘ + K、方向键、Enter、Esc 始终可用。",
  keys: {
    focus: "聚焦搜索框",
    move: "在结果之间移动",
    open: "打开案例",
    section: "跳到案例的第几节",
    walk: "上一个、下一个结果",
    close: "关闭案例，再按离开日志或清除搜索词",
    help: "本帮助",
  },
  privacy: "搜索与阅读都在本页完成，不发出任何网络请求，也不保存搜索内容。",
  done: "关闭",
  identity: "版本",
  commit: "提交",
  buildUnknown: "未注明构建日期",
  offline: "离线可用",
  skip: "跳到主要内容",
  external: "（外部链接，需要联网）",
  boot: {
    title: "案例集无法启动",
    staticBelow: "先读下面的静态版",
    "no-wasm": {
      what: "这个浏览器没有提供 WebAssembly。",
      todo: "可能处于锁定模式或增强安全模式。请为本页关闭该模式，或换用较新的 Chromium、Firefox 或 Safari。",
    },
    "wasm-refused": {
      what: "浏览器拒绝运行 WebAssembly。",
      todo: "安全策略禁止了它（锁定模式、增强安全模式、企业策略，或门户的 CSP 缺少 'wasm-unsafe-eval'）。请换一个浏览器或配置，或联系门户管理员。",
    },
    "no-decompression": {
      what: "这个浏览器太旧，不能解压本文件（缺少 DecompressionStream）。",
      todo: "请换用 2023 年以后的 Chromium、Firefox 或 Safari。",
    },
    damaged: {
      what: "文件里的案例数据已损坏或不完整。",
      todo: "请重新取得这个文件，并核对它的 SHA-256。",
    },
    unreachable: {
      what: "没有取到 casebook_bg.wasm。",
      todo: "请检查网络与服务器后重新载入；离线时请使用单文件版 casebook.html。",
    },
    unknown: {
      what: "启动时出现了没有料到的错误。",
      todo: "请重新载入；若仍然出错，请把下面的信息告诉维护者。",
    },
    details: "技术信息",
  },
};

/** @type {Strings} */
const en = {
  search: "Search",
  searchHint: "Error text, command, symptom…",
  clearQuery: "Clear the query",
  cases: (n) => (n === 1 ? "1 case" : `${enNumber(n)} cases`),
  found: (n) => (n === 1 ? "1 case found" : `${enNumber(n)} cases found`),
  foundWhole: (n, whole) => `${enNumber(n)} cases, ${enNumber(whole)} ${whole === 1 ? "holds" : "hold"} the whole query`,
  foundRest: (n, whole) => `${enNumber(n)} cases, ${enNumber(whole)} ${whole === 1 ? "holds" : "hold"} all the other words`,
  foundNone: "No case found",
  allCases: "All cases",
  results: "Results",
  sortBy: "Sort by",
  sorts: { relevance: "Relevance", severity: "Severity", updated: "Last updated" },
  sortDefault: "Most severe first",
  more: (n) => `Show ${n} more`,
  missing: "Lacks: ",
  filters: "Filters",
  filtersChosen: (n) => `Filters (${n} chosen)`,
  clearFilters: "Clear all filters",
  clearAll: "Clear all",
  remove: (what) => `Remove ${what}`,
  only: (what) => `Only ${what}`,
  without: (word) => `Without ${word}`,
  facets: { component: "Component", severity: "Severity", type: "Fault type", status: "Status", tag: "Tag", id: "Id" },
  moreTags: (n) => `More tags (${enNumber(n)})`,
  fewerTags: "Fewer",
  dropped: (words) => `No case contains ${words}; ignored.`,
  closest: "No case holds the whole query; these come closest.",
  correction: (from, to) => `${to} instead of ${from}`,
  corrected: (changes) => `Searched for ${changes}.`,
  exactly: "Searched exactly as typed: nothing put right, nothing left out.",
  searchExactly: "Search exactly as typed",
  searchAsUsual: "Search as usual",
  nothingAsked: "There is nothing in the query to search for.",
  truncated: "The query is too long; only its beginning was used.",
  unknownFilter: (what) => `This collection has no such filter value: ${what}`,
  unreadAddress: (pieces) => `This page cannot read ${pieces} of the address and ignored it: the link may have been cut, or be of another version. Ask whoever sent it.`,
  unknownSection: (section) => `This case has no section ${section}, so it was opened at its beginning: the section may have another name now.`,
  toStart: "To the start",
  dismiss: "Dismiss",
  quote: (word) => `“${word}”`,
  or: " or ",
  sentenceSpace: " ",
  listComma: ", ",
  listSemicolon: "; ",
  andMore: (_all, rest) => ` and ${rest} more`,
  colon: ": ",
  emptyTitle: "No case matches",
  emptyUnknown: (words) => `No case contains ${words}.`,
  emptyLimits: (limits) => `Shown are only: ${limits}.`,
  emptyTry: "You could try:",
  nearWords: "Words of the cases that look alike:",
  nearCases: "The cases that come nearest:",
  emptyHint: "Use a short piece of the original error, or say it in other words.",
  withoutWord: (word) => `Without ${word}`,
  withoutOrder: (phrase) => `${phrase} not in one piece`,
  withoutExclusion: (word) => `With ${word} or without`,
  withoutFilter: (what) => `Not limited to ${what}`,
  withoutFilters: "Without any limits",
  withoutQuery: "Clear the query",
  waySearch: "Type a symptom, an error text or a command as it stands; slips are put right.",
  wayLog: "No need to read it first: paste all of it or drop a file, and every line is compared with the cases.",
  glance: "At a glance",
  glanceCaption: "Component × fault type; one mark is one case",
  recent: "Recently updated",
  examples: "For example",
  loadingFailed: "Something went wrong",
  searchFailed: "This search failed.",
  log: {
    title: "Find cases by a log",
    open: "Paste a log",
    field: "Log",
    hint: "Paste the log here: journalctl, kubectl describe, a panic, console output…",
    find: "Find",
    file: "Choose a file",
    drop: "Or drop a log file anywhere on the page.",
    privacy: "The log is compared in this page's memory only: it is not uploaded, not kept, and in no address.",
    reading: "Reading the log",
    read: (percent) => `Reading the log: ${percent}%`,
    cancel: "Stop",
    another: "Another log",
    give: "Paste or choose a file",
    example: "Example log",
    tryExample: "See an example",
    copyNote: "Copy as note",
    note: "What the log points to",
    found: (n) => (n === 1 ? "The log points to 1 case" : `The log points to ${n} cases`),
    weak: (n) => `No log signature matched; ${n === 1 ? "1 case quotes" : `${n} cases quote`} similar errors`,
    weakHint: "This is weaker evidence: compare with the case before acting on it.",
    none: "No case matches this log",
    noneHint: "Try the line that looks most like an error in the search field.",
    lines: (n, name) => `${name === null ? "" : `${name}: `}${enNumber(n)} ${n === 1 ? "line" : "lines"} read.`,
    cut: "The log is longer than 50 MiB; only its beginning was read.",
    notText: "This file is not text",
    failed: "This log cannot be read",
    follows: ["May be a consequence of ", ": see that one first."],
    rest: (n) => (n === 1 ? "1 more place" : `${n} more places`),
    where: (line, count, last) => (count > 1 ? `Line ${enNumber(line)}, ${enNumber(count)} lines say the same, the last is ${enNumber(last)}` : `Line ${enNumber(line)}`),
    signature: "Signature: ",
    partOf: "Matches part of the signature ",
    seeSection: (heading) => `See “${heading}”`,
  },
  case: "Case",
  back: "Back",
  backToList: (n) => `Back to the list (${enNumber(n)})`,
  close: "Close the case",
  walk: "Through the results",
  previousCase: "Previous result",
  nextCase: "Next result",
  place: (at, all) => `${enNumber(at)} / ${enNumber(all)}`,
  splitter: "Width of the list",
  splitterHint: "Drag to resize the list, click for the next of three widths, double-click to reset",
  sections: "Sections",
  sectionHasMarks: "contains the words searched",
  appliesTo: "Applies to",
  created: "Created",
  updated: "Updated",
  editions: "Editions",
  otherLanguage: (name) => `This case exists in ${name} only`,
  signatures: "Log signatures",
  signaturesHint: "If a log contains one of these, this is most likely the case. Slashes enclose a regular expression.",
  related: "Related cases",
  sources: "Sources",
  unknownCase: (id) => `No case has the id ${id}`,
  unknownCaseHint: "The id may be wrong, or belong to another version of the collection.",
  searchInstead: (id) => `Search for “${id}”`,
  caseFailed: "This case cannot be shown",
  table: "Table",
  command: "Command",
  output: "Output",
  copy: "Copy",
  copied: "Copied",
  copiedWithSlots: (names) => `Copied, but ${names} still to be filled in`,
  notCopied: "Not copied",
  copyFailed: "The browser did not allow copying. Please select the text and copy it by hand.",
  destructive: "Destructive",
  disruptive: "Interrupts service",
  slot: (name) => `Fill in ${name}`,
  language: "Language",
  theme: "Theme",
  themes: { auto: "System", light: "Light", dark: "Dark" },
  help: "Help",
  helpTitle: "How to use this page",
  syntaxTitle: "Searching",
  syntax: {
    text: "Symptoms, error texts, commands; typos are put right, a thing is found by its Chinese and English names",
    textSample: "expired certificate",
    pinyin: "Chinese words in pinyin; titles and tags by its initials",
    phrase: "Quoted words in one piece",
    exclude: "Not with this word",
    field: "One component only; also severity, type, status, tag, id",
  },
  keysTitle: "Keys",
  shortcuts: "Single-key shortcuts",
  shortcutsHint: "Turn them off when they clash with a screen reader or your input. Ctrl/⌘ + K, arrows, Enter and Esc always work.",
  keys: {
    focus: "Focus the search field",
    move: "Move through the results",
    open: "Open the case",
    section: "Go to that section of the case",
    walk: "Previous and next result",
    close: "Close the case, then leave the log or clear the query",
    help: "This help",
  },
  privacy: "Searching and reading happen in this page. It makes no network request and keeps no queries.",
  done: "Close",
  identity: "Version",
  commit: "commit",
  buildUnknown: "build date not stated",
  offline: "works offline",
  skip: "Skip to the main content",
  external: " (external link, needs a network)",
  boot: {
    title: "The casebook cannot start",
    staticBelow: "Meanwhile, read the static edition below",
    "no-wasm": {
      what: "This browser does not offer WebAssembly.",
      todo: "It may be in a lockdown or enhanced security mode. Turn that off for this page, or use a recent Chromium, Firefox or Safari.",
    },
    "wasm-refused": {
      what: "The browser refused to run WebAssembly.",
      todo: "A security policy forbids it (lockdown mode, enhanced security, company policy, or a portal CSP without 'wasm-unsafe-eval'). Use another browser or profile, or ask the portal's owner.",
    },
    "no-decompression": {
      what: "This browser is too old to unpack this file (it lacks DecompressionStream).",
      todo: "Use a Chromium, Firefox or Safari from 2023 or later.",
    },
    damaged: {
      what: "The case data in this file is damaged or incomplete.",
      todo: "Get the file again and compare its SHA-256.",
    },
    unreachable: {
      what: "casebook_bg.wasm could not be fetched.",
      todo: "Check the network and the server, then reload; offline, use the single file casebook.html.",
    },
    unknown: {
      what: "Something unexpected happened while starting.",
      todo: "Reload; if it stays, tell the maintainers what is written below.",
    },
    details: "Technical details",
  },
};

/**
 * @param {UiLang} lang
 * @returns {Strings}
 */
export function strings(lang) {
  return lang === "en" ? en : zhCN;
}

/**
 * The first language of the reader that the page has; Chinese when it has none of them.
 *
 * @param {readonly string[]} wanted BCP 47 tags, most wanted first.
 * @returns {UiLang}
 */
export function negotiate(wanted) {
  for (const tag of wanted) {
    if (/^zh\b/i.test(tag)) return "zh-CN";
    if (/^en\b/i.test(tag)) return "en";
  }
  return "zh-CN";
}

/**
 * The language of a word of the collection that says none itself, as tags do not.
 *
 * @param {string} text
 * @param {UiLang} lang Of what stands around it.
 * @returns {UiLang | null} `null`: that language.
 */
export function langOf(text, lang) {
  return lang !== "zh-CN" && /\p{Script=Han}/u.test(text) ? "zh-CN" : null;
}

/**
 * @param {number} number
 * @param {UiLang} lang
 */
export function formatNumber(number, lang) {
  return lang === "en" ? enNumber(number) : zhNumber(number);
}

/**
 * @param {string} date `YYYY-MM-DD`, or longer
 * @param {UiLang} lang
 */
export function formatDate(date, lang) {
  const time = Date.parse(date);
  if (Number.isNaN(time)) return date;
  return new Intl.DateTimeFormat(lang, { year: "numeric", month: "short", day: "numeric", timeZone: "UTC" }).format(time);
}

/**
 * The name of a language in the language of the page.
 *
 * @param {string} tag
 * @param {UiLang} lang
 */
export function languageName(tag, lang) {
  try {
    return new Intl.DisplayNames(lang, { type: "language" }).of(tag.replace(/^zh-CN$/, "zh")) ?? tag;
  } catch {
    return tag;
  }
}
