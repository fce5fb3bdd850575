import { useQuery } from '@tanstack/react-query';
import { Typography } from 'antd';
import { useId } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useTRPC } from '../../lib/trpc.ts';
import { Loaded } from '../../ui/index.ts';

/** The public keys that services pin, so that no other machine can tell them who may know what. */
export const SnapshotKeys = (): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const heading = useId();
  const query = useQuery(trpc.snapshot.keys.queryOptions());
  return (
    <section className="card" aria-labelledby={heading}>
      <h2 id={heading}>{t('developers.pin.title')}</h2>
      <p className="soft">{t('developers.pin.lead')}</p>
      <Loaded query={query}>
        {({ keys, lifeMs }) => (
          <>
            {keys.map(({ keyId, publicKey }) => (
              <dl key={keyId} className="developer-pin">
                <dt>{t('developers.pin.key')}</dt>
                <dd>
                  <Typography.Text code copyable>
                    {publicKey}
                  </Typography.Text>
                </dd>
                <dt>{t('developers.pin.id')}</dt>
                <dd>
                  <Typography.Text code copyable>
                    {keyId}
                  </Typography.Text>
                </dd>
              </dl>
            ))}
            <p className="soft">{t('developers.pin.life', { seconds: Math.round(lifeMs / 1_000) })}</p>
          </>
        )}
      </Loaded>
    </section>
  );
};
