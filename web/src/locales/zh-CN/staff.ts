import files from './files';
import registry from './registry';
import report from './report';
import rosters from './rosters';

export default { ...registry, ...files, ...rosters, ...report };
