import type { AppRouter } from '@miji/api';
import type * as contract from '@miji/contract';
import { whoseCopy } from '@miji/contract';
import { createTRPCClient, httpBatchLink } from '@trpc/client';
import type { z } from 'zod';
import type { Credentials } from './credentials.ts';
import { credentialHeaders } from './credentials.ts';
import { fetchFile } from './files.ts';
import { once, withRetry } from './retry.ts';
import type { FileSource, FileToSend } from './uploads.ts';
import { sendFile } from './uploads.ts';

/** How to reach Miji, and as whom. */
export type MijiClientOptions = Credentials & {
  /** where the server is, `https://miji.example` */
  readonly url: string;
  /** how long to wait for an answer, and to try again where none comes, in milliseconds; 15,000 by default */
  readonly timeoutMs?: number;
};

type In<T extends { readonly input: z.ZodType }> = z.input<T['input']>;
type Out<T extends { readonly output: z.ZodType }> = Promise<z.output<T['output']>>;
/** An act that may be repeated without happening twice; the key is made where none is given. */
type Keyed<T> = Omit<T, 'idempotencyKey'> & { readonly idempotencyKey?: string };

const keyed = <T extends { readonly idempotencyKey?: string }>(input: T): T & { readonly idempotencyKey: string } => ({
  ...input,
  idempotencyKey: input.idempotencyKey ?? crypto.randomUUID(),
});

/**
 * Miji for a subsidiary's own service: register items, ask the law, read, request, take copies. Each call either gives what the
 * contract says or throws a {@link contract.Refusal} with its code.
 *
 * What may be known is decided for a person: a service says for whom it calls with {@link MijiClient.onBehalfOf}.
 *
 * @example
 * ```ts
 * const miji = createMijiClient({ url: 'http://127.0.0.1:4400', apiKey });
 * const reader = miji.onBehalfOf(personId);
 * const { text } = await reader.items.read({ number: 'HYYH-2026-000012' });
 * ```
 */
export const createMijiClient = (options: MijiClientOptions): MijiClient => clientFor(options, null);

/** What {@link createMijiClient} gives. */
export interface MijiClient extends ReturnType<typeof callsOf> {
  /** The same client, calling for a person of the service's company: his rights count, and the trace names both. */
  onBehalfOf(personId: string): MijiClient;
}

const clientFor = (options: MijiClientOptions, onBehalfOf: string | null): MijiClient => ({
  ...callsOf(options, onBehalfOf),
  onBehalfOf: (personId) => clientFor(options, personId),
});

const callsOf = (options: MijiClientOptions, onBehalfOf: string | null) => {
  const { url, timeoutMs = 15_000 } = options;
  const headers = (): Record<string, string> => ({
    ...credentialHeaders(options),
    ...(onBehalfOf === null ? {} : { 'miji-on-behalf-of': onBehalfOf }),
  });
  const trpc = createTRPCClient<AppRouter>({
    links: [
      httpBatchLink({
        url: new URL('/api/trpc', url).href,
        // What is asked for stays out of addresses, and so out of every log on the way.
        methodOverride: 'POST',
        maxItems: 20,
        headers,
        fetch: (address, { method, headers: sent, body } = {}) =>
          fetch(address, {
            ...(method === undefined ? {} : { method }),
            ...(sent === undefined ? {} : { headers: new Headers(Object.entries(sent)) }),
            ...(typeof body === 'string' ? { body } : {}),
            signal: AbortSignal.timeout(timeoutMs),
          }),
      }),
    ],
  });
  const repeat = <T>(call: () => Promise<T>): Promise<T> => withRetry(call, timeoutMs);
  const file = <T>(
    path: string,
    query: Record<string, string | undefined>,
    read: (response: Response) => Promise<T>,
  ): Promise<T> => {
    const address = new URL(path, url);
    for (const [name, value] of Object.entries(query)) if (value !== undefined) address.searchParams.set(name, value);
    return repeat(() => fetchFile({ url: address, headers: headers(), timeoutMs, read }));
  };

  return {
    session: {
      /** Who is signed in, in which posts, and what time it is. */
      get: (): Out<typeof contract.getSession> => repeat(() => trpc.session.get.query()),
    },
    desk: {
      get: (): Out<typeof contract.getDesk> => repeat(() => trpc.desk.get.query()),
    },
    items: {
      /** Registers an item in the caller's company. @see GS-13 */
      register: (input: Keyed<In<typeof contract.registerItem>>): Out<typeof contract.registerItem> => {
        const call = keyed(input);
        return repeat(() => trpc.items.register.mutate(call));
      },
      get: (input: In<typeof contract.getItem>): Out<typeof contract.getItem> =>
        repeat(() => trpc.items.get.query(input)),
      list: (input: In<typeof contract.listItems> = {}): Out<typeof contract.listItems> =>
        repeat(() => trpc.items.list.query(input)),
      /** By number, title or the words of a text, in every company; nothing of the words is kept. */
      search: (input: In<typeof contract.searchItems>): Out<typeof contract.searchItems> =>
        repeat(() => trpc.items.search.query(input)),
      /** The text, for whoever may know it; traced before it arrives. @see SI-03 */
      read: (input: In<typeof contract.readItem>): Out<typeof contract.readItem> =>
        repeat(() => trpc.items.read.query(input)),
      /** Begins to read page by page; what the pages will say and how many there are. */
      openReading: (input: In<typeof contract.openReading>): Out<typeof contract.openReading> =>
        repeat(() => trpc.items.openReading.query(input)),
      /** The words of one page, where the level lets them be had as text. */
      readPage: (input: In<typeof contract.readPage>): Out<typeof contract.readPage> =>
        repeat(() => trpc.items.readPage.query(input)),
      /** One page as a JPEG picture with its reader in it; traced before it arrives. @see SI-03 */
      page: ({
        number,
        page,
        width,
      }: Omit<z.output<typeof contract.pageImage.input>, 'width'> & {
        readonly width?: number;
      }): Promise<Uint8Array> =>
        file(
          `/api/v1/items/${encodeURIComponent(number)}/pages/${page}`,
          { width: width === undefined ? undefined : String(width) },
          (response) => response.bytes(),
        ),
      /** Gives an item a new content, typed or sent before; what was granted for the old one is void. @see GS-23 */
      revise: (input: In<typeof contract.reviseItem>): Out<typeof contract.reviseItem> =>
        once(() => trpc.items.revise.mutate(input)),
      /** Names a reader; only ever by a person himself. @see GS-17 */
      name: (input: In<typeof contract.nameReader>): Out<typeof contract.nameReader> =>
        once(() => trpc.items.name.mutate(input)),
      /** Takes a name out of the range; it bites on the next read. @see GS-16 */
      revoke: (input: In<typeof contract.revokeReader>): Out<typeof contract.revokeReader> =>
        once(() => trpc.items.revoke.mutate(input)),
      /** Keeps somebody out whatever else lets him in. */
      exclude: (input: In<typeof contract.excludeReader>): Out<typeof contract.excludeReader> =>
        once(() => trpc.items.exclude.mutate(input)),
      readmit: (input: In<typeof contract.readmitReader>): Out<typeof contract.readmitReader> =>
        once(() => trpc.items.readmit.mutate(input)),
      confirm: (input: In<typeof contract.confirmItem>): Out<typeof contract.confirmItem> =>
        once(() => trpc.items.confirm.mutate(input)),
    },
    uploads: {
      /**
       * Sends a file and waits until it has been looked at; its id is what {@link items.register} takes as `upload`. What breaks off on the
       * way is sent again from where it stood.
       */
      send: (source: FileSource, file: FileToSend): Out<typeof contract.getUpload> =>
        sendFile({ url, headers, look: (id) => repeat(() => trpc.uploads.get.query({ id })) }, source, file),
      get: (input: In<typeof contract.getUpload>): Out<typeof contract.getUpload> =>
        repeat(() => trpc.uploads.get.query(input)),
      cancel: (input: In<typeof contract.cancelUpload>): Out<typeof contract.cancelUpload> =>
        once(() => trpc.uploads.cancel.mutate(input)),
      /** How large a file may be, and of what kinds. */
      limits: (): Out<typeof contract.uploadLimits> => repeat(() => trpc.uploads.limits.query()),
    },
    keys: {
      /** The keys of the companies that the caller administers, without a byte of them. */
      list: (): Out<typeof contract.listKeys> => repeat(() => trpc.keys.list.query()),
      /** A new key for a company; no content is touched. @see SG-03 */
      rotate: (input: In<typeof contract.rotateCompanyKey>): Out<typeof contract.rotateCompanyKey> =>
        once(() => trpc.keys.rotate.mutate(input)),
    },
    marks: {
      /** Whose copy or reading a picture shows: a PNG, JPEG or WebP of any part of a page. Traced. @see GS-24 */
      whoseCopy: (picture: Blob): Out<typeof contract.whoseCopy> =>
        fetchFile({
          url: new URL('/api/v1/marks/whose-copy', url),
          headers: { ...headers(), 'content-type': picture.type || 'application/octet-stream' },
          body: picture,
          // The picture is looked at in the time of many answers.
          timeoutMs: Math.max(timeoutMs, 60_000),
          read: async (response) => whoseCopy.output.parse(await response.json()),
        }),
    },
    access: {
      /** Asks the law one question, without doing anything. */
      check: (input: In<typeof contract.checkAccess>): Out<typeof contract.checkAccess> =>
        repeat(() => trpc.access.check.query(input)),
      checkMany: (input: In<typeof contract.checkManyAccess>): Out<typeof contract.checkManyAccess> =>
        repeat(() => trpc.access.checkMany.query(input)),
      /** Why one person may or may not, for the office and auditors; itself a traced read. */
      explain: (input: In<typeof contract.explainAccess>): Out<typeof contract.explainAccess> =>
        repeat(() => trpc.access.explain.query(input)),
    },
    requests: {
      /** Asks for something to be taken out of an item, lent, or destroyed. @see GS-22 @see CF-18 */
      file: (input: Keyed<In<typeof contract.fileRequest>>): Out<typeof contract.fileRequest> => {
        const call = keyed(input);
        return repeat(() => trpc.requests.file.mutate(call));
      },
      /** Who would decide a request that is not filed yet, how long that usually takes, and what is missing. */
      preview: (input: In<typeof contract.previewRequest>): Out<typeof contract.previewRequest> =>
        repeat(() => trpc.requests.preview.query(input)),
      get: (input: In<typeof contract.getRequest>): Out<typeof contract.getRequest> =>
        repeat(() => trpc.requests.get.query(input)),
      list: (input: In<typeof contract.listRequests>): Out<typeof contract.listRequests> =>
        repeat(() => trpc.requests.list.query(input)),
      /** Approves or refuses; only ever by a person himself. @see GS-21 */
      decide: (input: In<typeof contract.decideRequest>): Out<typeof contract.decideRequest> =>
        once(() => trpc.requests.decide.mutate(input)),
      /** Decides several alike at once, none of them 绝密; each has its own outcome. */
      decideMany: (input: In<typeof contract.decideManyRequests>): Out<typeof contract.decideManyRequests> =>
        once(() => trpc.requests.decideMany.mutate(input)),
      /** Answers what was asked back, for the requester alone, and hands it in again as a new round. */
      resubmit: (input: In<typeof contract.resubmitRequest>): Out<typeof contract.resubmitRequest> =>
        once(() => trpc.requests.resubmit.mutate(input)),
      withdraw: (input: In<typeof contract.withdrawRequest>): Out<typeof contract.withdrawRequest> =>
        once(() => trpc.requests.withdraw.mutate(input)),
    },
    classification: {
      /** What an item made from others must at least be. @see GS-24 */
      derive: (input: In<typeof contract.deriveItem>): Out<typeof contract.deriveItem> =>
        repeat(() => trpc.classification.derive.query(input)),
      /** What a change of classification would do, and who would decide it. */
      preview: (input: In<typeof contract.previewChange>): Out<typeof contract.previewChange> =>
        repeat(() => trpc.classification.preview.query(input)),
      /** Asks for a change of classification. @see GS-13 @see GS-15 */
      file: (input: Keyed<In<typeof contract.fileChange>>): Out<typeof contract.fileChange> => {
        const call = keyed(input);
        return repeat(() => trpc.classification.file.mutate(call));
      },
      /** Uses the grant of an approved partial declassification. */
      releasePart: (input: Keyed<In<typeof contract.releasePart>>): Out<typeof contract.releasePart> => {
        const call = keyed(input);
        return repeat(() => trpc.classification.releasePart.mutate(call));
      },
    },
    customers: {
      register: (input: Keyed<In<typeof contract.registerCustomer>>): Out<typeof contract.registerCustomer> => {
        const call = keyed(input);
        return repeat(() => trpc.customers.register.mutate(call));
      },
      list: (input: In<typeof contract.listCustomers> = {}): Out<typeof contract.listCustomers> =>
        repeat(() => trpc.customers.list.query(input)),
      /** Grades a customer anew: the default level of its files follows. @see CD-06 */
      grade: (input: In<typeof contract.gradeCustomer>): Out<typeof contract.gradeCustomer> =>
        once(() => trpc.customers.grade.mutate(input)),
    },
    ledger: {
      /** What a register from elsewhere would become, row by row; nothing is written. */
      preview: (input: In<typeof contract.previewLedger>): Out<typeof contract.previewLedger> =>
        repeat(() => trpc.ledger.preview.mutate(input)),
      /** Takes in every good row that was previewed, and none by halves. */
      import: (input: In<typeof contract.importLedger>): Out<typeof contract.importLedger> =>
        once(() => trpc.ledger.import.mutate(input)),
    },
    grants: {
      /** Takes the next copy of a grant; repeated with the same key it gives the same copy. @see GS-23 */
      use: (input: Keyed<In<typeof contract.useGrant>>): Out<typeof contract.useGrant> => {
        const call = keyed(input);
        return repeat(() => trpc.grants.use.mutate(call));
      },
      list: (input: In<typeof contract.listGrants> = {}): Out<typeof contract.listGrants> =>
        repeat(() => trpc.grants.list.query(input)),
      /** Takes back what is left of a grant that one has approved; only ever by a person himself. */
      revoke: (input: In<typeof contract.revokeGrant>): Out<typeof contract.revokeGrant> =>
        once(() => trpc.grants.revoke.mutate(input)),
    },
    holds: {
      /** Holds an item by its number: nothing is taken out of it, and its grants are void. */
      place: (input: In<typeof contract.placeHold>): Out<typeof contract.placeHold> =>
        once(() => trpc.holds.place.mutate(input)),
      lift: (input: In<typeof contract.liftHold>): Out<typeof contract.liftHold> =>
        once(() => trpc.holds.lift.mutate(input)),
      list: (input: In<typeof contract.listHolds> = {}): Out<typeof contract.listHolds> =>
        repeat(() => trpc.holds.list.query(input)),
    },
    stores: {
      list: (input: In<typeof contract.listStores> = {}): Out<typeof contract.listStores> =>
        repeat(() => trpc.stores.list.query(input)),
      open: (input: In<typeof contract.openStore>): Out<typeof contract.openStore> =>
        once(() => trpc.stores.open.mutate(input)),
      close: (input: In<typeof contract.closeStore>): Out<typeof contract.closeStore> =>
        once(() => trpc.stores.close.mutate(input)),
      appointKeeper: (input: In<typeof contract.appointKeeper>): Out<typeof contract.appointKeeper> =>
        once(() => trpc.stores.appointKeeper.mutate(input)),
      endKeeper: (input: In<typeof contract.endKeeper>): Out<typeof contract.endKeeper> =>
        once(() => trpc.stores.endKeeper.mutate(input)),
    },
    custody: {
      desk: (input: In<typeof contract.custodyDesk> = {}): Out<typeof contract.custodyDesk> =>
        repeat(() => trpc.custody.desk.query(input)),
      getSettings: (input: In<typeof contract.getCustodySettings> = {}): Out<typeof contract.getCustodySettings> =>
        repeat(() => trpc.custody.getSettings.query(input)),
      setSettings: (input: In<typeof contract.setCustodySettings>): Out<typeof contract.setCustodySettings> =>
        once(() => trpc.custody.setSettings.mutate(input)),
      enterOriginal: (input: Keyed<In<typeof contract.enterOriginal>>): Out<typeof contract.enterOriginal> => {
        const call = keyed(input);
        return repeat(() => trpc.custody.enterOriginal.mutate(call));
      },
      printLabels: (input: In<typeof contract.printLabels>): Out<typeof contract.printLabels> =>
        repeat(() => trpc.custody.printLabels.query(input)),
      printRegister: (input: In<typeof contract.printRegister>): Out<typeof contract.printRegister> =>
        repeat(() => trpc.custody.printRegister.query(input)),
    },
    loans: {
      list: (input: In<typeof contract.listLoans> = {}): Out<typeof contract.listLoans> =>
        repeat(() => trpc.loans.list.query(input)),
      get: (input: In<typeof contract.getLoan>): Out<typeof contract.getLoan> =>
        repeat(() => trpc.loans.get.query(input)),
      /** Hands out what a loan was granted for; repeated with the same key it is the same loan. @see CF-25 */
      handOut: (input: Keyed<In<typeof contract.handOut>>): Out<typeof contract.handOut> => {
        const call = keyed(input);
        return repeat(() => trpc.loans.handOut.mutate(call));
      },
    },
    stocktakings: {
      begin: (input: In<typeof contract.beginStocktaking>): Out<typeof contract.beginStocktaking> =>
        once(() => trpc.stocktakings.begin.mutate(input)),
      count: (input: In<typeof contract.countInStocktaking>): Out<typeof contract.countInStocktaking> =>
        once(() => trpc.stocktakings.count.mutate(input)),
      close: (input: In<typeof contract.closeStocktaking>): Out<typeof contract.closeStocktaking> =>
        once(() => trpc.stocktakings.close.mutate(input)),
      list: (input: In<typeof contract.listStocktakings> = {}): Out<typeof contract.listStocktakings> =>
        repeat(() => trpc.stocktakings.list.query(input)),
      get: (input: In<typeof contract.getStocktaking>): Out<typeof contract.getStocktaking> =>
        repeat(() => trpc.stocktakings.get.query(input)),
    },
    handovers: {
      holdings: (input: In<typeof contract.holdingsOf> = {}): Out<typeof contract.holdingsOf> =>
        repeat(() => trpc.handovers.holdings.query(input)),
      propose: (input: Keyed<In<typeof contract.proposeHandover>>): Out<typeof contract.proposeHandover> => {
        const call = keyed(input);
        return repeat(() => trpc.handovers.propose.mutate(call));
      },
      /** Signs as giver or taker; with the second signature everything changes hands at once. @see AR-06 */
      sign: (input: In<typeof contract.signHandover>): Out<typeof contract.signHandover> =>
        once(() => trpc.handovers.sign.mutate(input)),
      /** Orders what is on a name to be collected, so that its bearer’s post may be ended at once. @see AR-06 */
      orderCollection: (input: In<typeof contract.orderCollection>): Out<typeof contract.orderCollection> =>
        once(() => trpc.handovers.orderCollection.mutate(input)),
      withdraw: (input: In<typeof contract.withdrawHandover>): Out<typeof contract.withdrawHandover> =>
        once(() => trpc.handovers.withdraw.mutate(input)),
      list: (input: In<typeof contract.listHandovers> = {}): Out<typeof contract.listHandovers> =>
        repeat(() => trpc.handovers.list.query(input)),
    },
    notices: {
      /** What one has been told, the newest first. */
      list: (input: In<typeof contract.listNotices> = {}): Out<typeof contract.listNotices> =>
        repeat(() => trpc.notices.list.query(input)),
      /** Marks some as read, or all of them. */
      markRead: (input: In<typeof contract.markNoticesRead> = {}): Out<typeof contract.markNoticesRead> =>
        once(() => trpc.notices.markRead.mutate(input)),
      getSettings: (): Out<typeof contract.getNoticeSettings> => repeat(() => trpc.notices.getSettings.query()),
      setSettings: (input: In<typeof contract.setNoticeSettings>): Out<typeof contract.setNoticeSettings> =>
        once(() => trpc.notices.setSettings.mutate(input)),
      listRobots: (input: In<typeof contract.listRobots> = {}): Out<typeof contract.listRobots> =>
        repeat(() => trpc.notices.listRobots.query(input)),
      setRobot: (input: In<typeof contract.setRobot>): Out<typeof contract.setRobot> =>
        once(() => trpc.notices.setRobot.mutate(input)),
      removeRobot: (input: In<typeof contract.removeRobot>): Out<typeof contract.removeRobot> =>
        once(() => trpc.notices.removeRobot.mutate(input)),
      tryRobot: (input: In<typeof contract.tryRobot>): Out<typeof contract.tryRobot> =>
        once(() => trpc.notices.tryRobot.mutate(input)),
      listDeadLetters: (input: In<typeof contract.listDeadLetters> = {}): Out<typeof contract.listDeadLetters> =>
        repeat(() => trpc.notices.listDeadLetters.query(input)),
      resendDeadLetters: (input: In<typeof contract.resendDeadLetters>): Out<typeof contract.resendDeadLetters> =>
        once(() => trpc.notices.resendDeadLetters.mutate(input)),
    },
    copies: {
      list: (input: In<typeof contract.listCopies> = {}): Out<typeof contract.listCopies> =>
        repeat(() => trpc.copies.list.query(input)),
      get: (input: In<typeof contract.getCopy>): Out<typeof contract.getCopy> =>
        repeat(() => trpc.copies.get.query(input)),
      /** All copies of an item as they descend from each other. @see GS-24 */
      tree: (input: In<typeof contract.copyTree>): Out<typeof contract.copyTree> =>
        repeat(() => trpc.copies.tree.query(input)),
      /** Takes a copy out of the office, under a grant for that. @see CD-12 */
      carryOut: (input: Keyed<In<typeof contract.carryOut>>): Out<typeof contract.carryOut> => {
        const call = keyed(input);
        return repeat(() => trpc.copies.carryOut.mutate(call));
      },
      lose: (input: In<typeof contract.loseCopy>): Out<typeof contract.loseCopy> =>
        once(() => trpc.copies.lose.mutate(input)),
      find: (input: In<typeof contract.findCopyAgain>): Out<typeof contract.findCopyAgain> =>
        once(() => trpc.copies.find.mutate(input)),
      /** Destroys what has come back, under a grant that names the caller for it; its witness confirms it. @see K-12 */
      destroy: (input: Keyed<In<typeof contract.destroyCopy>>): Out<typeof contract.destroyCopy> => {
        const call = keyed(input);
        return repeat(() => trpc.copies.destroy.mutate(call));
      },
      bind: (input: In<typeof contract.bindCopies>): Out<typeof contract.bindCopies> =>
        once(() => trpc.copies.bind.mutate(input)),
      replacePage: (input: In<typeof contract.replacePage>): Out<typeof contract.replacePage> =>
        once(() => trpc.copies.replacePage.mutate(input)),
      /** Takes over a copy that its holder never confirmed to have; a keeper confirms it. @see AR-36 */
      takeOver: (input: Keyed<In<typeof contract.takeOverCopy>>): Out<typeof contract.takeOverCopy> => {
        const call = keyed(input);
        return repeat(() => trpc.copies.takeOver.mutate(call));
      },
      /** The copy as PDF, for its holder. @see GS-24 */
      file: ({ id }: In<typeof contract.getCopy>): Promise<Uint8Array> =>
        file(`/api/v1/copies/${encodeURIComponent(id)}/file`, {}, (response) => response.bytes()),
    },
    movements: {
      list: (input: In<typeof contract.listMovements> = {}): Out<typeof contract.listMovements> =>
        repeat(() => trpc.movements.list.query(input)),
      /** Says what one hands over, and how many pages it has; only ever by a person himself. @see AR-36 */
      announce: (input: Keyed<In<typeof contract.announceMovement>>): Out<typeof contract.announceMovement> => {
        const call = keyed(input);
        return repeat(() => trpc.movements.announce.mutate(call));
      },
      confirm: (input: In<typeof contract.confirmMovement>): Out<typeof contract.confirmMovement> =>
        repeat(() => trpc.movements.confirm.mutate(input)),
      decline: (input: In<typeof contract.declineMovement>): Out<typeof contract.declineMovement> =>
        once(() => trpc.movements.decline.mutate(input)),
      withdraw: (input: In<typeof contract.withdrawMovement>): Out<typeof contract.withdrawMovement> =>
        once(() => trpc.movements.withdraw.mutate(input)),
    },
    tidings: {
      list: (input: In<typeof contract.listTidings> = {}): Out<typeof contract.listTidings> =>
        repeat(() => trpc.tidings.list.query(input)),
      confirm: (input: In<typeof contract.confirmTidings>): Out<typeof contract.confirmTidings> =>
        repeat(() => trpc.tidings.confirm.mutate(input)),
    },
    incidents: {
      /** What has to be looked into, for whoever keeps or watches the register. @see AR-37 */
      list: (input: In<typeof contract.listIncidentDrafts> = {}): Out<typeof contract.listIncidentDrafts> =>
        repeat(() => trpc.incidents.list.query(input)),
    },
    trace: {
      list: (input: In<typeof contract.listTrace> = {}): Out<typeof contract.listTrace> =>
        repeat(() => trpc.trace.list.query(input)),
      /** The sealed trace of some days as JSON lines, to be kept and verified anywhere. @see CD-24 */
      export: (input: In<typeof contract.exportTrace>): Promise<string> =>
        file('/api/v1/trace/export', { ...input }, (response) => response.text()),
    },
    register: {
      /** Every request with what was decided on it, for whoever answers for a register. @see CD-24 */
      list: (input: In<typeof contract.requestRegister> = {}): Out<typeof contract.requestRegister> =>
        repeat(() => trpc.register.list.query(input)),
      figures: (input: In<typeof contract.requestFigures>): Out<typeof contract.requestFigures> =>
        repeat(() => trpc.register.figures.query(input)),
      /** The official form of a request: a PDF, base64. */
      form: (input: In<typeof contract.requestForm>): Out<typeof contract.requestForm> =>
        repeat(() => trpc.register.form.query(input)),
    },
    reports: {
      expiring: (input: In<typeof contract.expiringItems> = {}): Out<typeof contract.expiringItems> =>
        repeat(() => trpc.reports.expiring.query(input)),
      /** What head-office executives have read, by month. @see GS-16 */
      headquartersReads: (input: In<typeof contract.headquartersReads>): Out<typeof contract.headquartersReads> =>
        repeat(() => trpc.reports.headquartersReads.query(input)),
    },
    rules: {
      current: (): Out<typeof contract.currentRules> => repeat(() => trpc.rules.current.query()),
      versions: (input: In<typeof contract.listRuleVersions> = {}): Out<typeof contract.listRuleVersions> =>
        repeat(() => trpc.rules.versions.query(input)),
      version: (input: In<typeof contract.getRuleVersion>): Out<typeof contract.getRuleVersion> =>
        repeat(() => trpc.rules.version.query(input)),
      compare: (input: In<typeof contract.compareRuleSets>): Out<typeof contract.compareRuleSets> =>
        repeat(() => trpc.rules.compare.query(input)),
      lint: (input: In<typeof contract.lintRuleSet>): Out<typeof contract.lintRuleSet> =>
        repeat(() => trpc.rules.lint.mutate(input)),
      drafts: (input: In<typeof contract.listRuleDrafts> = {}): Out<typeof contract.listRuleDrafts> =>
        repeat(() => trpc.rules.drafts.query(input)),
      draft: (input: In<typeof contract.getRuleDraft>): Out<typeof contract.getRuleDraft> =>
        repeat(() => trpc.rules.draft.query(input)),
      startDraft: (input: In<typeof contract.startRuleDraft>): Out<typeof contract.startRuleDraft> =>
        once(() => trpc.rules.startDraft.mutate(input)),
      saveDraft: (input: In<typeof contract.saveRuleDraft>): Out<typeof contract.saveRuleDraft> =>
        once(() => trpc.rules.saveDraft.mutate(input)),
      proposeDraft: (input: In<typeof contract.proposeRuleDraft>): Out<typeof contract.proposeRuleDraft> =>
        once(() => trpc.rules.proposeDraft.mutate(input)),
      returnDraft: (input: In<typeof contract.returnRuleDraft>): Out<typeof contract.returnRuleDraft> =>
        once(() => trpc.rules.returnDraft.mutate(input)),
      discardDraft: (input: In<typeof contract.discardRuleDraft>): Out<typeof contract.discardRuleDraft> =>
        once(() => trpc.rules.discardDraft.mutate(input)),
      /** Publishes what somebody else has proposed; only ever by a second person himself. */
      publishDraft: (input: In<typeof contract.publishRuleDraft>): Out<typeof contract.publishRuleDraft> =>
        once(() => trpc.rules.publishDraft.mutate(input)),
      /** Who would gain and who would lose what, were a draft in force now. */
      dryRun: (input: In<typeof contract.dryRunRules>): Out<typeof contract.dryRunRules> =>
        repeat(() => trpc.rules.dryRun.query(input)),
      coverage: (input: In<typeof contract.rulesCoverage> = {}): Out<typeof contract.rulesCoverage> =>
        repeat(() => trpc.rules.coverage.query(input)),
    },
    organisation: {
      people: (input: In<typeof contract.searchPeople> = {}): Out<typeof contract.searchPeople> =>
        repeat(() => trpc.organisation.people.query(input)),
      departments: (input: In<typeof contract.listDepartments> = {}): Out<typeof contract.listDepartments> =>
        repeat(() => trpc.organisation.departments.query(input)),
      appointments: (input: In<typeof contract.listAppointments> = {}): Out<typeof contract.listAppointments> =>
        repeat(() => trpc.organisation.appointments.query(input)),
      enterCompany: (input: In<typeof contract.enterCompany>): Out<typeof contract.enterCompany> =>
        once(() => trpc.organisation.enterCompany.mutate(input)),
      openDepartment: (input: In<typeof contract.openDepartment>): Out<typeof contract.openDepartment> =>
        once(() => trpc.organisation.openDepartment.mutate(input)),
      closeDepartment: (input: In<typeof contract.closeDepartment>): Out<typeof contract.closeDepartment> =>
        once(() => trpc.organisation.closeDepartment.mutate(input)),
      registerPerson: (input: In<typeof contract.registerPerson>): Out<typeof contract.registerPerson> =>
        once(() => trpc.organisation.registerPerson.mutate(input)),
      appoint: (input: In<typeof contract.appoint>): Out<typeof contract.appoint> =>
        once(() => trpc.organisation.appoint.mutate(input)),
      endAppointment: (input: In<typeof contract.endAppointment>): Out<typeof contract.endAppointment> =>
        once(() => trpc.organisation.endAppointment.mutate(input)),
      transferPerson: (input: In<typeof contract.transferPerson>): Out<typeof contract.transferPerson> =>
        once(() => trpc.organisation.transferPerson.mutate(input)),
      openAccount: (input: In<typeof contract.openAccount>): Out<typeof contract.openAccount> =>
        once(() => trpc.organisation.openAccount.mutate(input)),
      /** For somebody who has lost his phone or his key; he sets up a new one himself. */
      resetSecondFactor: (input: In<typeof contract.resetSecondFactor>): Out<typeof contract.resetSecondFactor> =>
        once(() => trpc.organisation.resetSecondFactor.mutate(input)),
      /** What a table of people would change; nothing is written. */
      previewPeopleImport: (input: In<typeof contract.previewPeopleImport>): Out<typeof contract.previewPeopleImport> =>
        repeat(() => trpc.organisation.previewPeopleImport.mutate(input)),
      /** Writes what the preview has shown, and nothing else. */
      importPeople: (input: In<typeof contract.importPeople>): Out<typeof contract.importPeople> =>
        once(() => trpc.organisation.importPeople.mutate(input)),
    },
    delegations: {
      list: (input: In<typeof contract.listDelegations>): Out<typeof contract.listDelegations> =>
        repeat(() => trpc.delegations.list.query(input)),
      /** Lets somebody else decide in one's name, for one of one's own posts; only ever by a person himself. */
      give: (input: In<typeof contract.giveDelegation>): Out<typeof contract.giveDelegation> =>
        once(() => trpc.delegations.give.mutate(input)),
      revoke: (input: In<typeof contract.revokeDelegation>): Out<typeof contract.revokeDelegation> =>
        once(() => trpc.delegations.revoke.mutate(input)),
    },
    projectGroups: {
      list: (input: In<typeof contract.listProjectGroups> = {}): Out<typeof contract.listProjectGroups> =>
        repeat(() => trpc.projectGroups.list.query(input)),
      open: (input: In<typeof contract.openProjectGroup>): Out<typeof contract.openProjectGroup> =>
        once(() => trpc.projectGroups.open.mutate(input)),
      join: (input: In<typeof contract.joinProjectGroup>): Out<typeof contract.joinProjectGroup> =>
        once(() => trpc.projectGroups.join.mutate(input)),
      leave: (input: In<typeof contract.leaveProjectGroup>): Out<typeof contract.leaveProjectGroup> =>
        once(() => trpc.projectGroups.leave.mutate(input)),
    },
    serviceKeys: {
      issue: (input: In<typeof contract.issueServiceKey>): Out<typeof contract.issueServiceKey> =>
        once(() => trpc.serviceKeys.issue.mutate(input)),
      /** Confirms a key that somebody else has issued; until then it opens nothing. */
      confirm: (input: In<typeof contract.confirmServiceKey>): Out<typeof contract.confirmServiceKey> =>
        once(() => trpc.serviceKeys.confirm.mutate(input)),
      list: (input: In<typeof contract.listServiceKeys> = {}): Out<typeof contract.listServiceKeys> =>
        repeat(() => trpc.serviceKeys.list.query(input)),
      revoke: (input: In<typeof contract.revokeServiceKey>): Out<typeof contract.revokeServiceKey> =>
        once(() => trpc.serviceKeys.revoke.mutate(input)),
    },
    singleSignOn: {
      get: (input: In<typeof contract.getSingleSignOn> = {}): Out<typeof contract.getSingleSignOn> =>
        repeat(() => trpc.singleSignOn.get.query(input)),
      /** Enters a provider; until somebody else has confirmed it, it signs nobody in. */
      set: (input: In<typeof contract.setSingleSignOn>): Out<typeof contract.setSingleSignOn> =>
        once(() => trpc.singleSignOn.set.mutate(input)),
      confirm: (input: In<typeof contract.confirmSingleSignOn>): Out<typeof contract.confirmSingleSignOn> =>
        once(() => trpc.singleSignOn.confirm.mutate(input)),
      remove: (input: In<typeof contract.removeSingleSignOn> = {}): Out<typeof contract.removeSingleSignOn> =>
        once(() => trpc.singleSignOn.remove.mutate(input)),
    },
    clock: {
      read: (): Out<typeof contract.readClock> => repeat(() => trpc.clock.read.query()),
      set: (input: In<typeof contract.setClock>): Out<typeof contract.setClock> =>
        once(() => trpc.clock.set.mutate(input)),
      advance: (input: In<typeof contract.advanceClock>): Out<typeof contract.advanceClock> =>
        once(() => trpc.clock.advance.mutate(input)),
    },
  };
};
