import type { Messages } from '../messages';
import access from './access';
import files from './files';
import registry from './registry';
import rosters from './rosters';
import shell from './shell';

const messages: Messages = { ...shell, ...access, ...registry, ...files, ...rosters };
export default messages;
