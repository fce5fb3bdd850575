import type { RequestDetail } from '@miji/contract';
import { Timeline } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Minute } from '../../ui/index.ts';
import type { StoryStep } from './story-steps.ts';
import { storyOf } from './story-steps.ts';

const COLOURS: Readonly<Record<StoryStep['look'], string>> = {
  begun: 'blue',
  agreed: 'green',
  refused: 'red',
  asked: 'orange',
  open: 'blue',
  over: 'gray',
};

const Step = ({ step }: { readonly step: StoryStep }): ReactNode => (
  <>
    <span className={step.look === 'open' ? 'request-step-open' : undefined}>{step.words}</span>
    {step.notes.map((note) => (
      <div key={note} className="request-step-note">
        {note}
      </div>
    ))}
    {step.at === null ? null : (
      <div className="soft">
        <Minute at={step.at} />
      </div>
    )}
  </>
);

/** The route so far: who did what, in whose name, what was cut down, asked and answered; and who is still to decide. */
export const RequestStory = ({ request }: { readonly request: RequestDetail }): ReactNode => {
  const { t } = useTranslation();
  const rounds = storyOf(request, t);
  return (
    <section className="request-story" aria-label={t('requests.story.heading')}>
      <h2>{t('requests.story.heading')}</h2>
      {rounds.map(({ round, steps }) => (
        <div key={round}>
          {rounds.length < 2 ? null : <h3>{t('requests.story.round', { count: round })}</h3>}
          <Timeline
            items={steps.map((step) => ({ key: step.key, color: COLOURS[step.look], content: <Step step={step} /> }))}
          />
        </div>
      ))}
    </section>
  );
};
