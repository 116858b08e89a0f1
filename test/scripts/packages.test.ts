import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { installedAsLocked } from '../../scripts/packages.mjs';

const ZOD = { version: '4.0.0', integrity: 'sha512-a' };
const FOR_MAC = { version: '1.0.0', integrity: 'sha512-b', optional: true };
const LOCKED = { '': { name: 'x' }, 'node_modules/zod': ZOD, 'node_modules/for-mac': FOR_MAC };

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plumbline-'));
  mkdirSync(join(folder, 'node_modules'));
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ packages: LOCKED }));
});

afterEach(() => rmSync(folder, { recursive: true }));

function record(packages: object): void {
  writeFileSync(join(folder, 'node_modules', '.package-lock.json'), JSON.stringify({ packages }));
}

it('packages are installed when npm recorded them as the lock file has them, whatever is optional', () => {
  record({ 'node_modules/zod': ZOD });
  expect(installedAsLocked(folder)).toBe(true);
});

it('packages are not installed where npm did not get to write its record', () => {
  expect(installedAsLocked(folder)).toBe(false);
});

it('packages are not installed when one has another version or another checksum', () => {
  record({ 'node_modules/zod': { ...ZOD, version: '3.9.0' } });
  expect(installedAsLocked(folder)).toBe(false);
  record({ 'node_modules/zod': { ...ZOD, integrity: 'sha512-forged' } });
  expect(installedAsLocked(folder)).toBe(false);
});

it('an optional package can be required', () => {
  record({ 'node_modules/zod': ZOD });
  expect(installedAsLocked(folder, ['for-mac'])).toBe(false);
  record({ 'node_modules/zod': ZOD, 'node_modules/for-mac': FOR_MAC });
  expect(installedAsLocked(folder, ['for-mac'])).toBe(true);
});
