import type { RobotRow } from '@miji/db';
import type { Platform } from '../platform/context.ts';
import { addressOf } from './robot-desk.ts';
import type { Saying } from './robot-message.ts';
import { isRobotAddress, robotFailure, robotPost, withoutSecrets } from './robot-message.ts';

/** Has a robot say something; null where it took it, else why not, in words that hold nothing secret. */
export const sendByRobot = async (platform: Platform, row: RobotRow, saying: Saying): Promise<string | null> => {
  const { outgoing } = platform;
  const robot = await addressOf(platform, row);
  if (robot === null) return 'the robot has been removed';
  // Looked at again: what was let in while this machine was open to robots stays out once it no longer is.
  if (!isRobotAddress(robot.kind, robot.url, outgoing.allowsLocalRobots)) return 'this address is not spoken to';
  try {
    return robotFailure(robot, await outgoing.post(robotPost(robot, saying, Date.now())));
  } catch (error) {
    return withoutSecrets(robot, error instanceof Error ? error.message : 'no answer') || 'no answer';
  }
};
