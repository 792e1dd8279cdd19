import { configChangeFaults } from '../../faults/config-changes.js';
import { fault } from '../../faults/make.js';
import { Stop } from '../../faults/stop.js';
import { isYaml } from '../../rulebook/config-files.js';
import { settingsFile } from '../../rulebook/find-workspace.js';
import { isFileName } from '../workspace/inside.js';

/** Stops where a path is neither plumbline.yaml nor a YAML file below `config/`, as config is read. */
export function requireConfigPath(file: string): void {
  if (file === settingsFile) return;
  const [folder, ...parts] = file.split('/');
  const isBelow = folder === 'config' && parts.length > 0 && parts.every(part => isFileName(part) && !part.startsWith('.'));
  if (!isBelow || !isYaml(file)) throw new Stop(2, [fault(configChangeFaults, 'config_path_wrong', { file })]);
}
