/** A letter, ready to be sent. */
export interface Letter {
  /** the same for every attempt at the same letter, so that whoever gets it twice can tell */
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** A message for a robot, ready to be sent. */
export interface RobotPost {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What leaves the house for people; how it is carried is the server’s business. */
export interface Outgoing {
  /** where people open the console */
  readonly baseUrl: string;
  /** Sends a letter; null where this house sends no mail. Throws where it was not taken. */
  readonly mail: ((letter: Letter) => Promise<void>) | null;
  /** Posts to an address that may be spoken to; throws where there is no answer. The body of an answer that is none of success is empty. */
  post(message: RobotPost): Promise<{ readonly status: number; readonly body: string }>;
  /** whether robots on this machine itself are spoken to, for trying out */
  readonly allowsLocalRobots: boolean;
}

/** A house from which nothing goes out. */
export const nothingGoesOut = (baseUrl: string): Outgoing => ({
  baseUrl,
  mail: null,
  post: async () => {
    throw new Error('nothing goes out of this house');
  },
  allowsLocalRobots: false,
});
