import type { DecisionState } from '@miji/client/react';
import { Classified, MijiProvider, useDecision } from '@miji/client/react';
import { createRoot } from 'react-dom/client';

const item = new URLSearchParams(globalThis.location.search).get('item') ?? '';

/** What stands in the place of a number. */
const instead = (decision: DecisionState) => (
  <em>{decision.state === 'refused' ? (decision.sentence ?? '没有这份材料') : '〔密〕'}</em>
);

/** A number, or what says why there is none. */
const Limit = () => (
  <Classified item={item} purpose="查看授信额度" parse={Number} otherwise={instead}>
    {(limit) => <strong>{limit.toLocaleString('zh-CN')}元</strong>}
  </Classified>
);

/** A button that is there only for whoever may use it. */
const Copy = () => {
  const { state } = useDecision({ item, operation: 'copy' });
  return state === 'allowed' ? <button type="button">复制</button> : null;
};

const root = document.querySelector('#root');
if (root === null) throw new Error('the page has no place for it');
createRoot(root).render(
  <MijiProvider endpoint="/miji">
    <Limit />
    <Copy />
  </MijiProvider>,
);
