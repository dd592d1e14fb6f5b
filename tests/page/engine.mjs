// A small engine for tests: a dozen lines of cases, searched by whole words. It knows the syntax that the page
// has to leave to it, and counts what it is asked.

/** @typedef {{ id: string, text: string, component: string, severity: string }} Case */

const SEVERITIES = ['critical', 'high', 'low'];
const COMPONENTS = ['k3s', 'network', 'storage'];

const NO_FILTERS = { component: [], severity: [], type: [], status: [], tag: [] };

/** @type {Case[]} */
export const CASES = [
  { id: 'K-001', text: 'kubelet certificate expired', component: 'k3s', severity: 'critical' },
  { id: 'K-002', text: 'etcd quota exceeded', component: 'k3s', severity: 'high' },
  { id: 'N-001', text: 'webhook certificate refused', component: 'network', severity: 'critical' },
  { id: 'N-002', text: 'flannel route missing', component: 'network', severity: 'low' },
];

/** @param {number} count */
export function manyCases(count) {
  return Array.from({ length: count }, (_, i) => ({ id: `S-${i + 1}`, text: 'volume', component: 'storage', severity: 'low' }));
}

/** @param {Case[]} [cases] */
export function fakeEngine(cases = CASES) {
  /** @type {any[]} */
  const requests = [];
  /** @param {string} word */
  const isKnown = (word) => cases.some(({ text }) => text.split(' ').includes(word));
  return {
    requests,
    info: () => ({ title: { en: 'Tests' }, caseCount: cases.length }),
    taxonomy: () => ({
      components: COMPONENTS.map((key) => ({ key, label: { en: key.toUpperCase(), 'zh-CN': `${key} 组件` } })),
      severities: SEVERITIES.map((key) => ({ key, label: { en: key } })),
      types: [], statuses: [], sections: [{ key: 'symptoms', label: { en: 'Symptoms' } }], tags: ['certificate', 'webhook'],
    }),
    /** @param {any} request */
    search(request) {
      requests.push(request);
      const { query = '', offset = 0, limit = 10 } = request;
      const filters = { ...NO_FILTERS, ...request.filters };
      const words = query.toLowerCase().split(/\s+/).filter(Boolean);
      const fields = words.flatMap((/** @type {string} */ word) => {
        const [name, key] = word.split(':');
        return name === 'component' && COMPONENTS.includes(key ?? '') ? [{ facet: 'component', key }] : [];
      });
      const excluded = words.filter((/** @type {string} */ word) => word.startsWith('-') && isKnown(word.slice(1))).map((/** @type {string} */ word) => word.slice(1));
      const plain = words.filter((/** @type {string} */ word) => !/^component:|^-/.test(word));
      const dropped = plain.filter((/** @type {string} */ word) => !isKnown(word));
      const components = fields.length > 0 ? fields.map((/** @type {any} */ { key }) => key) : filters.component;
      const found = cases.filter(({ text, component, severity }) => {
        const held = text.split(' ');
        return (components.length === 0 || components.includes(component))
          && (filters.severity.length === 0 || filters.severity.includes(severity))
          && !excluded.some((/** @type {string} */ word) => held.includes(word))
          && plain.every((/** @type {string} */ word) => held.includes(word));
      });
      const hits = found.slice(offset, offset + limit).map(({ id, text }) => ({ id, title: { text, marks: [] } }));
      return { total: found.length, complete: found.length, hits, fields, excluded, dropped, corrections: [], unknownFilters: [], truncated: false, facets: {} };
    },
    /** @param {string} id */
    getCase(id) {
      const found = cases.find((one) => one.id === id);
      if (!found) throw Object.assign(new Error(`no case ${id}`), { code: 'unknown-case' });
      return found;
    },
    renderCase() {
      throw new Error('no text here');
    },
  };
}
