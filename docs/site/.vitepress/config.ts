import { defineConfig } from 'vitepress';

const GUIDE = [
  {
    text: 'Begin',
    items: [
      { text: 'Quick start', link: '/quick-start' },
      { text: 'Concepts', link: '/concepts' },
      { text: 'Error codes', link: '/errors' },
    ],
  },
  {
    text: 'Build',
    items: [
      { text: 'Deciding locally', link: '/local-decisions' },
      { text: 'Records of your own', link: '/records' },
      { text: 'Adapters', link: '/adapters' },
      { text: 'Other languages', link: '/other-languages' },
    ],
  },
  {
    text: 'Keep',
    items: [
      { text: 'Testing your integration', link: '/testing' },
      { text: 'Upgrading', link: '/upgrading' },
    ],
  },
];

const GUIDE_ZH = [
  {
    text: '入门',
    items: [
      { text: '快速开始', link: '/zh/quick-start' },
      { text: '概念', link: '/zh/concepts' },
    ],
  },
];

export default defineConfig({
  title: 'Miji 密级',
  description: 'The typed client that a subsidiary embeds',
  cleanUrls: true,
  srcExclude: ['generated/**', 'codes/**', 'test/**'],
  locales: {
    root: { label: 'English', lang: 'en', themeConfig: { sidebar: GUIDE } },
    zh: {
      label: '简体中文',
      lang: 'zh-CN',
      themeConfig: {
        sidebar: GUIDE_ZH,
        outline: { label: '本页', level: 'deep' },
        docFooter: { prev: '上一页', next: '下一页' },
      },
    },
  },
  // Not every page is in both languages: another language begins at its start.
  themeConfig: { i18nRouting: false, outline: 'deep', search: { provider: 'local' } },
});
