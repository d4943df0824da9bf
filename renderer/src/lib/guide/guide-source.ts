import english from '../../../../docs/guide.md?raw';
import { guideTasks } from './guide-tasks.ts';

export const GUIDE = guideTasks(english);
