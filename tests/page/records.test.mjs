// The functions behind ticks and notes that need no page: records, their file, the incident note.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asRecord, emptyRecord, isWorthKeeping, merged, withCopy, withNote, withTick, withoutTick } from '../../www/notes/case-record.js';
import { pageStrings } from '../../www/i18n/page.js';
import { incidentNote } from '../../www/notes/incident-note.js';
import { localTime } from '../../www/notes/local-time.js';
import { readRecordFile, recordFile } from '../../www/notes/record-file.js';
import { createRecords } from '../../www/notes/records.js';
import { stepKeys } from '../../www/case/steps.js';

const AT = Date.UTC(2026, 10, 27, 19, 14, 5);
const MINUTE = 60_000;

/** What an engineer did at night. */
const RECORD = withNote(
  withCopy(
    withTick(withTick(emptyRecord(), { key: '00000001', at: AT, label: '排查过程 第 1 步：看 `k3s` 的 <node>' }), {
      key: '00000002',
      at: AT + 2 * MINUTE,
      label: '排查过程 第 2 步：查证书',
    }),
    { at: AT + MINUTE, text: 'kubectl get nodes\n\nkubectl -n app get pods' },
  ),
  '# 机柜 3\n```\n没有关上的代码块',
  AT + 3 * MINUTE,
);

const INCIDENT = {
  heading: '处置记录：K-006 K3s 证书过期问题',
  link: 'casebook.html#/case/K-006',
  collection: '故障排查案例集',
  commit: 'eda45d3d04ddf34ebb1bb85cac1838ee1afe0e9c',
  sha256: '0123456789abcdef'.repeat(4),
  record: RECORD,
  progress: '2 / 10',
};

test('the incident note tells what was done, in order, with times and their offset', () => {
  assert.equal(
    incidentNote(INCIDENT, pageStrings('zh-CN').incident, 8 * 60),
    `# 处置记录：K-006 K3s 证书过期问题

- 案例：\`casebook.html#/case/K-006\`
- 案例集：故障排查案例集（提交 \`eda45d3\`，sha256 \`0123456789ab\`）
- 完成步骤：2 / 10

## 经过

- 2026-11-28 03:14:05 +08:00 完成：排查过程 第 1 步：看 \\\`k3s\\\` 的 \\<node\\>
- 2026-11-28 03:15:05 +08:00 复制命令：

  \`\`\`sh
  kubectl get nodes

  kubectl -n app get pods
  \`\`\`
- 2026-11-28 03:16:05 +08:00 完成：排查过程 第 2 步：查证书

## 现场记录

最后修改：2026-11-28 03:17:05 +08:00

# 机柜 3
\`\`\`
没有关上的代码块
`,
  );
});

test('an incident note of nothing says so by what it leaves out', () => {
  const incident = { ...INCIDENT, link: 'https://example.org/casebook.html#/case/K-006', commit: null, record: emptyRecord(), progress: '0 / 10' };
  assert.equal(
    incidentNote(incident, pageStrings('en').incident, -330),
    `# 处置记录：K-006 K3s 证书过期问题

- Case: <https://example.org/casebook.html#/case/K-006>
- Collection: 故障排查案例集 (sha256 \`0123456789ab\`)
- Steps done: 0 / 10
`,
  );
});

test('times are local, with their offset', () => {
  assert.equal(localTime(AT, 0), '2026-11-27 19:14:05 +00:00');
  assert.equal(localTime(AT, -(3 * 60 + 30)), '2026-11-27 15:44:05 -03:30');
  assert.equal(localTime(AT, 5 * 60 + 45), '2026-11-28 00:59:05 +05:45');
});

test('a step is known by its text, wherever it stands', () => {
  const [first, second, third] = stepKeys(['看端点', '看  端点\n', '看日志']);
  assert.equal(second, `${first}-2`);
  assert.match(third ?? '', /^[0-9a-f]{8}$/);
  assert.deepEqual(stepKeys(['看日志', '看端点']), [third, first]);
  assert.notEqual(stepKeys(['看日志。'])[0], third);
});

test('a tick is taken back, and a copied command alone is not worth keeping', () => {
  const copied = withCopy(emptyRecord(), { at: AT, text: 'uptime' });
  assert.equal(isWorthKeeping(copied), false);
  const ticked = withTick(copied, { key: 'a', at: AT, label: 'a' });
  assert.equal(isWorthKeeping(ticked), true);
  assert.equal(isWorthKeeping(withoutTick(ticked, 'a')), false);
  assert.equal(isWorthKeeping(withNote(copied, 'x', AT)), true);
  assert.equal(isWorthKeeping(withNote(copied, ' \n', AT)), false);
});

test('merging loses nothing, doubles nothing, and may be repeated', () => {
  const other = withNote(
    withCopy(withTick(emptyRecord(), { key: '00000001', at: AT - MINUTE, label: 'earlier' }), { at: AT + 4 * MINUTE, text: 'uptime' }),
    'from the other machine',
    AT + 5 * MINUTE,
  );
  const both = merged(RECORD, other);
  assert.deepEqual(both.ticks.map(({ at }) => at), [AT - MINUTE, AT + 2 * MINUTE]);
  assert.deepEqual(both.copies.map(({ text }) => text), [RECORD.copies[0]?.text, 'uptime']);
  assert.equal(both.note.text, `${RECORD.note.text}\n\nfrom the other machine`);
  assert.deepEqual(merged(both, other), both);
  assert.deepEqual(merged(both, RECORD), both);
  assert.deepEqual(merged(emptyRecord(), RECORD), RECORD);
});

test('what is exported is what is imported', () => {
  const text = recordFile('案例集', new Map([['K-006', RECORD], ['X-999', RECORD]]), '2026-11-28T00:00:00Z');
  const read = readRecordFile(text, '案例集', (id) => id === 'K-006');
  assert.deepEqual(read, { records: new Map([['K-006', RECORD]]), unknown: ['X-999'] });
});

test('a file that is no export is refused, with the reason', () => {
  const good = JSON.parse(recordFile('案例集', new Map([['K-006', RECORD]]), '2026-11-28T00:00:00Z'));
  /** @type {[unknown, object][]} */
  const files = [
    [null, { problem: 'not-ours' }],
    [[], { problem: 'not-ours' }],
    [{ cases: {} }, { problem: 'not-ours' }],
    [{ ...good, cases: [] }, { problem: 'not-ours' }],
    [{ ...good, version: 2 }, { problem: 'newer' }],
    [{ ...good, collection: '别的' }, { problem: 'other-collection', what: '别的' }],
    [{ ...good, cases: { ...good.cases, 'K-001': { ticks: 1 } } }, { problem: 'damaged', what: 'K-001' }],
  ];
  for (const [file, refused] of files) assert.deepEqual(readRecordFile(JSON.stringify(file), '案例集', () => true), refused);
  assert.deepEqual(readRecordFile('{"format": "casebook-', '案例集', () => true), { problem: 'not-json' });
});

test('a record that is none is none', () => {
  const good = { ticks: [{ key: 'a', at: 1, label: 'a' }], copies: [{ at: 1, text: 'a' }], note: { at: 0, text: '' } };
  assert.deepEqual(asRecord(good), good);
  const bad = [
    null, 1, 'x', [], {},
    { ...good, ticks: {} },
    { ...good, ticks: [null] },
    { ...good, ticks: [{ key: 'a', at: '1', label: 'a' }] },
    { ...good, ticks: [{ key: 'a', at: -1, label: 'a' }] },
    { ...good, ticks: [{ key: 'a', at: 1e300, label: 'a' }] },
    { ...good, copies: [{ at: 1, text: 1 }] },
    { ...good, note: 'x' },
    { ...good, note: { at: null, text: 'x' } },
  ];
  for (const value of bad) assert.equal(asRecord(value), null, JSON.stringify(value));
  assert.deepEqual(asRecord({ ...good, ticks: [{ key: '__proto__', at: 1, label: 'a' }] })?.ticks, [{ key: '__proto__', at: 1, label: 'a' }]);
});

/** Storage that holds so many characters; none at all if it is to refuse. */
class FakeStorage {
  /** @param {number} room */
  constructor(room) {
    Object.defineProperty(this, 'room', { value: room, writable: true });
  }

  /** @param {string} key */
  getItem(key) {
    return Object.hasOwn(this, key) ? /** @type {any} */ (this)[key] : null;
  }

  /**
   * @param {string} key
   * @param {string} value
   */
  setItem(key, value) {
    const { room } = /** @type {any} */ (this);
    if (room === 0) throw new DOMException('no', 'SecurityError');
    if (value.length > room) throw new DOMException('full', 'QuotaExceededError');
    Object.assign(this, { [key]: value });
  }

  /** @param {string} key */
  removeItem(key) {
    delete /** @type {any} */ (this)[key];
  }
}

/** @param {number} room */
function storage(room) {
  const fake = /** @type {any} */ (new FakeStorage(room));
  Object.assign(globalThis, { localStorage: fake, addEventListener: () => {}, removeEventListener: () => {} });
  return fake;
}

const tick = { key: '00000001', at: AT, label: '第 1 步' };

test('records are stored under the title of the collection, and no other collection sees them', () => {
  const stored = storage(10_000);
  createRecords('A').update('K-001', (record) => withTick(record, tick));
  createRecords('A:case:K-001').update('K-002', (record) => withTick(record, tick));
  assert.deepEqual(Object.keys(stored), ['casebook:A:case:K-001', 'casebook:A:case:K-001:case:K-002']);
  assert.deepEqual([...createRecords('A').all().keys()], ['K-001']);
  assert.deepEqual([...createRecords('B').all().keys()], []);
  assert.equal(createRecords('A').kept('K-001'), 'saved');
});

test('a copied command is stored from the first tick on', () => {
  const stored = storage(10_000);
  const records = createRecords('A');
  records.update('K-001', (record) => withCopy(record, { at: AT, text: 'uptime' }));
  assert.deepEqual(Object.keys(stored), []);
  assert.equal(records.kept('K-001'), 'nothing');
  records.update('K-001', (record) => withTick(record, tick));
  assert.deepEqual(createRecords('A').read('K-001').copies, [{ at: AT, text: 'uptime' }]);
  records.update('K-001', (record) => withoutTick(record, tick.key));
  assert.deepEqual(Object.keys(stored), []);
  assert.equal(records.read('K-001').copies.length, 1);
});

test('storage that refuses or is full says so, and the page loses nothing', () => {
  for (const [room, kept] of /** @type {const} */ ([[0, 'refused'], [1000, 'full']])) {
    const stored = storage(room);
    const records = createRecords('A');
    records.update('K-001', (record) => withNote(record, 'x'.repeat(2000), AT));
    assert.equal(records.kept('K-001'), kept);
    assert.equal(records.losesNotes(), true);
    assert.equal(records.read('K-001').note.text.length, 2000);
    assert.equal(records.all().size, 1);
    stored.room = 10_000;
    records.update('K-001', (record) => withTick(record, tick));
    assert.equal(records.kept('K-001'), 'saved');
    assert.equal(records.losesNotes(), false);
    assert.equal(createRecords('A').read('K-001').note.text.length, 2000);
  }
});

test('not remembering takes records out of the storage and into the page, and back', () => {
  const stored = storage(10_000);
  const records = createRecords('A');
  records.update('K-001', (record) => withTick(record, tick));
  records.setRemember(false);
  assert.deepEqual(Object.keys(stored), ['casebook:A:remember']);
  assert.equal(records.kept('K-001'), 'off');
  assert.equal(records.read('K-001').ticks.length, 1);
  assert.equal(createRecords('A').remember(), false);
  records.setRemember(true);
  assert.deepEqual(Object.keys(stored), ['casebook:A:case:K-001']);
});

test('clearing leaves nothing of this collection, and everything of others', () => {
  const stored = storage(10_000);
  const records = createRecords('A');
  records.update('K-001', (record) => withTick(record, tick));
  createRecords('B').update('K-001', (record) => withTick(record, tick));
  assert.equal(records.clear(), true);
  assert.deepEqual(Object.keys(stored), ['casebook:B:case:K-001']);
  assert.equal(records.all().size, 0);
});

test('what lies damaged in the storage is nothing', () => {
  const stored = storage(10_000);
  for (const text of ['', '{', 'null', '{"ticks":[1]}']) {
    stored.setItem('casebook:A:case:K-001', text);
    assert.deepEqual(createRecords('A').read('K-001'), emptyRecord());
  }
});
