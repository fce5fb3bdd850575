import { describeEveryPage } from './support/every-page.ts';
import { setStage } from './support/stage.ts';

// Beside the Chinese pages, so that two browsers share the longest look of all.
describeEveryPage(setStage(), { language: 'en', colorScheme: 'dark' });
