import type { Authenticator, PostAs } from '@miji/testing/second-factor';
import { enrolTotp } from '@miji/testing/second-factor';
import type { Part } from './people.ts';
import { PASSWORD } from './people.ts';
import type { Stage } from './stage.ts';

/** Sets up somebody's authenticator app beside the browser, once for a part. */
export const enrol = async (stage: Stage, part: Part): Promise<Authenticator> => {
  const { url } = stage.server;
  const { cookies } = await stage.as(part);
  const post: PostAs = async (path, body) => {
    const response = await fetch(new URL(path, url), {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        origin: new URL(url).origin,
        cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; '),
      },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${path} answered ${response.status}`);
    return response.json();
  };
  return enrolTotp(post, PASSWORD);
};
