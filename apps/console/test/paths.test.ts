import { expect, test } from 'vitest';
import { itemsSearch, paths, signInSearch, traceSearch } from '../src/app/paths.ts';

test('every address of the console stands as it always did', () => {
  expect({
    signIn: paths.signIn({ next: '/items/HYYH-2026-000012?x=1' }),
    desk: paths.desk(),
    items: paths.items(),
    itemsFiltered: paths.items({
      company: 'HYYH',
      level: 'secret',
      catalogue: 'GS-08.3',
      sort: 'declassifies_soonest',
    }),
    registerItem: paths.registerItem(),
    item: paths.item('HYYH-2026-000012'),
    readItem: paths.readItem('HYYH-2026-000012'),
    fileRequest: paths.fileRequest('HYYH-2026-000012', { operation: 'excerpt', from: 3, to: 9 }),
    changeItem: paths.changeItem('HYYH-2026-000012', { kind: 'extend' }),
    requests: paths.requests({ box: 'to_decide' }),
    request: paths.request('HYYH-SQ-2026-000007'),
    copies: paths.copies({ item: 'HYYH-2026-000012', state: 'held' }),
    copy: paths.copy('HYYH-2026-000012-003'),
    movements: paths.movements({ box: 'announced' }),
    tidings: paths.tidings({ item: 'HYYH-2026-000012', open: '1' }),
    incidents: paths.incidents({ company: 'HYYH' }),
    register: paths.register({ company: 'all', state: 'refused', within: 60, order: 'slowest' }),
    requestFigures: paths.requestFigures({ company: 'HYYH', from: '2026-11-01', to: '2026-11-30' }),
    custody: paths.custody({ company: 'HYYH' }),
    stores: paths.stores({ closed: '1' }),
    stocktakings: paths.stocktakings({ company: 'HYYH' }),
    stocktaking: paths.stocktaking('HYYH-PD-2026-000001'),
    loans: paths.loans({ box: 'overdue', item: 'HYYH-2026-000012', from: '2026-11-01' }),
    loan: paths.loan('HYYH-JY-2026-000001'),
    handovers: paths.handovers({ number: 'HYYH-JJ-2026-000001' }),
    trace: paths.trace({ action: 'item.read', refused: '1', from: '2026-11-01', to: '2026-11-21' }),
    rules: paths.rules({ article: 'GS-22' }),
    ruleVersions: paths.ruleVersions({ before: 1, after: 2 }),
    ruleDrafts: paths.ruleDrafts(),
    ruleDraft: paths.ruleDraft('HYJT-GZ-2026-000001', { part: 'approvers', entry: 'group copy secret', changed: '1' }),
    developers: paths.developers({ tab: 'calls', span: 'week' }),
    coverage: paths.coverage({ company: 'HYWY', regime: 'property', gaps: '1' }),
    copyFile: paths.copyFile('HYYH-2026-000012-003'),
    traceExport: paths.traceExport({ company: 'HYYH', from: '2026-11-01', to: '2026-11-21' }),
  }).toMatchInlineSnapshot(`
    {
      "changeItem": "/items/HYYH-2026-000012/change?kind=extend",
      "copies": "/copies?item=HYYH-2026-000012&state=held",
      "copy": "/copies/HYYH-2026-000012-003",
      "copyFile": "/api/v1/copies/HYYH-2026-000012-003/file",
      "coverage": "/rules/coverage?company=HYWY&regime=property&gaps=1",
      "custody": "/custody?company=HYYH",
      "desk": "/",
      "developers": "/developers?tab=calls&span=week",
      "fileRequest": "/items/HYYH-2026-000012/request?operation=excerpt&from=3&to=9",
      "handovers": "/handovers?number=HYYH-JJ-2026-000001",
      "incidents": "/incidents?company=HYYH",
      "item": "/items/HYYH-2026-000012",
      "items": "/items",
      "itemsFiltered": "/items?company=HYYH&level=secret&catalogue=GS-08.3&sort=declassifies_soonest",
      "loan": "/loans/HYYH-JY-2026-000001",
      "loans": "/loans?box=overdue&item=HYYH-2026-000012&from=2026-11-01",
      "movements": "/movements?box=announced",
      "readItem": "/items/HYYH-2026-000012/read",
      "register": "/register?company=all&state=refused&within=60&order=slowest",
      "registerItem": "/items/new",
      "request": "/requests/HYYH-SQ-2026-000007",
      "requestFigures": "/register/figures?company=HYYH&from=2026-11-01&to=2026-11-30",
      "requests": "/requests?box=to_decide",
      "ruleDraft": "/rules/drafts/HYJT-GZ-2026-000001?part=approvers&entry=group+copy+secret&changed=1",
      "ruleDrafts": "/rules/drafts",
      "ruleVersions": "/rules/versions?before=1&after=2",
      "rules": "/rules?article=GS-22",
      "signIn": "/sign-in?next=%2Fitems%2FHYYH-2026-000012%3Fx%3D1",
      "stocktaking": "/custody/stocktaking/HYYH-PD-2026-000001",
      "stocktakings": "/custody/stocktaking?company=HYYH",
      "stores": "/custody/stores?closed=1",
      "tidings": "/tidings?item=HYYH-2026-000012&open=1",
      "trace": "/trace?action=item.read&refused=1&from=2026-11-01&to=2026-11-21",
      "traceExport": "/api/v1/trace/export?company=HYYH&from=2026-11-01&to=2026-11-21",
    }
  `);
});

test('a segment cannot lead out of its place', () => {
  expect(paths.item('../rules?x#y')).toBe('/items/..%2Frules%3Fx%23y');
});

test('a wrong search parameter is ignored, the others stay', () => {
  expect(itemsSearch.parse({ level: 'ultra', sort: 'newest', catalogue: ' GS-08.3 ' })).toEqual({
    sort: 'newest',
    catalogue: 'GS-08.3',
  });
  expect(traceSearch.parse({ from: '2026-13-01', to: '2026-11-21' })).toEqual({ to: '2026-11-21' });
});

test('after signing in one goes to a page of the console only', () => {
  expect(signInSearch.parse({ next: '/items' }).next).toBe('/items');
  for (const next of ['//evil.example', '/\\evil.example', 'https://evil.example', 'items']) {
    expect(signInSearch.parse({ next }).next, next).toBeUndefined();
  }
});
