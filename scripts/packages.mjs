// @ts-check
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** @typedef {Record<string, { version?: string, integrity?: string, optional?: boolean, devOptional?: boolean }>} Packages */

/**
 * Whether the packages of a folder are installed as its lock file says, versions and checksums alike.
 * npm keeps a record of what it installed and writes it last, so an interrupted install does not pass.
 * @param {string} folder
 * @param {readonly string[]} [required] packages that must be there although the lock file calls them optional
 */
export function installedAsLocked(folder, required = []) {
  const wanted = readPackages(join(folder, 'package-lock.json'));
  const installed = readPackages(join(folder, 'node_modules', '.package-lock.json'));
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '') return true;
    const found = installed[path];
    if (found) return found.version === entry.version && found.integrity === entry.integrity;
    const optional = entry.optional === true || entry.devOptional === true;
    return optional && !required.some((name) => path === `node_modules/${name}`);
  });
}

/** @param {string} file @returns {Packages} */
function readPackages(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).packages : {};
}
