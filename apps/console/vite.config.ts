import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Where `npm start` serves the API. */
const API = 'http://127.0.0.1:4400';

/** What changes seldom stays cached apart from what changes with every release. */
const groups = [
  { name: 'react', test: /[\\/]node_modules[\\/](react|react-dom|scheduler)[\\/]/, priority: 30 },
  { name: 'antd', test: /[\\/]node_modules[\\/](antd|@ant-design|@rc-component|dayjs)[\\/]/, priority: 20 },
];

export default defineConfig({
  plugins: [react()],
  resolve: {
    conditions: ['@miji/source', 'module', 'browser', 'development|production'],
    // It says which of its files are for browsers in a way that is not read here; the others want Node.
    alias: { 'tus-js-client': 'tus-js-client/lib.esm/browser/index.js' },
  },
  server: { port: 5173, strictPort: false, proxy: { '/api': { target: API, changeOrigin: true } } },
  build: {
    outDir: 'dist',
    sourcemap: false,
    target: 'es2024',
    chunkSizeWarningLimit: 1_600,
    modulePreload: { polyfill: false },
    rolldownOptions: { output: { codeSplitting: { groups } } },
  },
});
