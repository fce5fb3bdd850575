import type { TabsProps } from 'antd';
import { Tabs } from 'antd';
import type { ReactNode } from 'react';
import './wrapped-tabs.css';

/** Tabs that go on in the next line where they are too many for one, so that all of them are seen and none hides in a menu. */
export const WrappedTabs = (props: Omit<TabsProps, 'className'>): ReactNode => (
  <Tabs {...props} className="wrapped-tabs" />
);
