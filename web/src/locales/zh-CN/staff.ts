import files from './files';
import registry from './registry';
import rosters from './rosters';

export default { ...registry, ...files, ...rosters };
