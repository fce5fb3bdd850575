import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createMijiClient, Refusal } from '@miji/client';
import { businessDay, Temporal } from '@miji/core';
import { setUpAuthenticator } from './authenticator.ts';
import { assemble, PASSWORD } from './cast.ts';
import { Deviation, Enough, Narrator } from './narrator.ts';
import { registerItems } from './steps/1-register.ts';
import { hideExistence } from './steps/2-existence.ts';
import { readAndRequest } from './steps/3-request.ts';
import { takeCopies } from './steps/4-copies.ts';
import { handleTopSecret } from './steps/5-top-secret.ts';
import { delegate } from './steps/6-delegation.ts';
import { tightenRules } from './steps/7-rules.ts';
import { declassify } from './steps/8-declassification.ts';
import { shareTheDecision } from './steps/9-joint-decisions.ts';
import { decideNothingOfOnesOwn } from './steps/10-own-matters.ts';
import { letTimePass } from './steps/11-time.ts';
import { readPages } from './steps/12-pages.ts';
import { followEveryCopy } from './steps/13-every-copy.ts';
import { lendForThreeDays } from './steps/14-loan.ts';
import { destroyBeforeWitness } from './steps/destroyed-copy.ts';
import { handEverythingOver } from './steps/15-handover.ts';
import { prove } from './steps/16-proof.ts';
import type { Story } from './story.ts';

const TEXT = `授信压力测试方案

一、情景：设轻度、中度、重度三档，以宏观指标为起点。
二、范围：对公贷款、零售贷款与表外业务全部纳入。
三、结果使用：仅供评审会讨论，定案前不得外传。`;

/** Plays the story once, up to a chapter; tells in how many answers the law was missed. */
const play = async (url: string, text: string, last: number): Promise<number> => {
  const tell = new Narrator(last);
  console.log(`Miji tour against ${url}`);
  const cast = await assemble(url);
  const { now } = await cast.clockKeeper.miji.clock.read();
  const key = await cast.bankAdministrator.miji.serviceKeys.issue({ service: '授信管理系统' });
  tell.remark(`${cast.bankAdministrator.name} issues key ${key.prefix}… for the bank’s service ${key.service.name}`);
  const service = createMijiClient({ url, apiKey: key.key });
  await tell.refused(
    'the service calls with a key that nobody else has confirmed',
    service.rules.current(),
    'UNAUTHENTICATED',
  );
  await cast.bankSecurityOfficer.miji.serviceKeys.confirm({ keyId: key.keyId });
  tell.remark(`${cast.bankSecurityOfficer.name}, the bank’s security officer, confirms it`);
  const [deputyApp, managerApp] = await Promise.all(
    [cast.headOfficeDeputy, cast.bankManager].map(({ session }) => setUpAuthenticator(url, session, PASSWORD)),
  );
  if (deputyApp === undefined || managerApp === undefined) throw new Error('two authenticator apps were to be set up');
  tell.remark(`${cast.headOfficeDeputy.name} and ${cast.bankManager.name} set up an authenticator app each`);
  const story: Story = {
    cast,
    tell,
    text,
    service,
    apps: { headOfficeDeputy: deputyApp, bankManager: managerApp },
    today: businessDay(Temporal.Instant.from(now)).toString(),
    mark: crypto.randomUUID().slice(0, 8),
  };
  try {
    const items = await registerItems(story);
    await hideExistence(story, items);
    const grant = await readAndRequest(story, items);
    await takeCopies(story, items, grant);
    await handleTopSecret(story, items);
    const openRequest = await delegate(story, items);
    await tightenRules(story, items, openRequest);
    await declassify(story, items);
    const shared = await shareTheDecision(story);
    await decideNothingOfOnesOwn(story, shared);
    await letTimePass(story, shared);
    const paged = await readPages(story);
    const copy = await followEveryCopy(story, paged);
    await lendForThreeDays(story);
    await destroyBeforeWitness(story, paged);
    await handEverythingOver(story, copy);
    await prove(story, items);
  } catch (error) {
    if (!(error instanceof Enough)) throw error;
  } finally {
    await Promise.all([deputyApp.remove(), managerApp.remove()]);
    await cast.bankAdministrator.miji.serviceKeys.revoke({ keyId: key.keyId });
  }
  tell.section('Afterwards');
  await tell.refused('the service calls with its revoked key', service.session.get(), 'UNAUTHENTICATED');
  return tell.deviations;
};

const main = async (): Promise<number> => {
  const { values } = parseArgs({ options: { file: { type: 'string' }, until: { type: 'string' } } });
  const last = values.until === undefined ? Infinity : Number(values.until);
  if (!(last >= 1)) {
    console.error('--until takes the number of the last chapter to be played, such as 4.');
    return 1;
  }
  const url = process.env['MIJI_URL'] ?? `http://127.0.0.1:${process.env['MIJI_PORT'] ?? '4400'}`;
  const text = values.file === undefined ? TEXT : readFileSync(values.file, 'utf8');
  try {
    const deviations = await play(url, text, last);
    console.log(deviations === 0 ? '\nEvery answer is the law’s.' : `\n${deviations} answers differ from the law.`);
    return deviations === 0 ? 0 : 1;
  } catch (error) {
    if (error instanceof Deviation) console.error('\nThe story ends here: what follows needs what was not granted.');
    else if (error instanceof Refusal && error.code === 'UNAVAILABLE') {
      console.error(`\nNobody answers at ${url}: start the server with npm start, or say where it is in MIJI_URL.`);
    } else if (error instanceof Refusal) {
      console.error(
        `\nRefused outside the story: ${error.code}. Is this the demonstration group? MIJI_DEMO_PASSWORD names another password.`,
      );
    } else throw error;
    return 1;
  }
};

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
