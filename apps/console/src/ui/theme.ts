import type { ThemeConfig } from 'antd';
import { theme } from 'antd';

export type Appearance = 'light' | 'dark';

const FONT =
  "system-ui, -apple-system, 'Segoe UI', 'PingFang SC', 'Hiragino Sans GB', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', sans-serif";

/** The vocabulary of Ant Design with one accent; the hues of the levels stand in `theme.css`. Without motion nothing slides or fades. */
export const antTheme = (appearance: Appearance, motion: boolean): ThemeConfig => ({
  algorithm: appearance === 'dark' ? theme.darkAlgorithm : theme.defaultAlgorithm,
  token: {
    colorPrimary: appearance === 'dark' ? '#6ea0ea' : '#1f4b8f',
    colorInfo: appearance === 'dark' ? '#6ea0ea' : '#1f4b8f',
    colorError: appearance === 'dark' ? '#ff8a93' : '#c01a3d',
    ...(appearance === 'light'
      ? { colorInfoBg: '#eaf1fb', colorInfoBorder: '#c3d6f2', colorPrimaryBg: '#eaf1fb' }
      : {}),
    colorLink: appearance === 'dark' ? '#8db6f2' : '#1f4b8f',
    // After a tap a link stays hovered: as easy to read then.
    colorLinkHover: appearance === 'dark' ? '#b3cff7' : '#173a70',
    colorLinkActive: appearance === 'dark' ? '#b3cff7' : '#173a70',
    colorBgLayout: appearance === 'dark' ? '#111418' : '#f6f7f9',
    colorBgContainer: appearance === 'dark' ? '#191d22' : '#ffffff',
    colorTextDescription: appearance === 'dark' ? '#a3abb6' : '#5b6472',
    colorTextPlaceholder: appearance === 'dark' ? '#8d96a3' : '#6b7482',
    colorTextTertiary: appearance === 'dark' ? '#a3abb6' : '#5b6472',
    colorBorder: appearance === 'dark' ? '#4a525d' : '#b4bbc6',
    borderRadius: 6,
    fontFamily: FONT,
    wireframe: false,
    motion,
  },
  components: {
    Table: { headerBg: 'transparent', cellPaddingBlockMD: 10 },
    Button: {
      primaryShadow: 'none',
      ...(appearance === 'dark' ? { primaryColor: '#0c1118', dangerColor: '#0c1118' } : {}),
    },
  },
});
