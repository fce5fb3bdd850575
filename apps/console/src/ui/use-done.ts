import { useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';

/** What follows when an act of the organisation was done: it is said, and everything on the screen that it may have changed is asked for again. */
export const useDone = (): ((sentence: string) => Promise<void>) => {
  const queryClient = useQueryClient();
  const { message } = App.useApp();
  return async (sentence) => {
    message.success(sentence);
    await queryClient.invalidateQueries();
  };
};
