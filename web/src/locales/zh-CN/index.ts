import access from './access';
import files from './files';
import registry from './registry';
import report from './report';
import rosters from './rosters';
import shell from './shell';

export default { ...shell, ...access, ...registry, ...files, ...rosters, ...report };
