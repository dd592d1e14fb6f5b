import vue from '@vitejs/plugin-vue';

export default {
  base: '/built/',
  plugins: [vue({ template: { compilerOptions: { isCustomElement: (tag) => tag === 'case-book' } } })],
  oxc: { jsx: { runtime: 'automatic' } },
  build: { rollupOptions: { input: ['react.html', 'vue.html'] }, outDir: 'node_modules/.built', emptyOutDir: true },
};
