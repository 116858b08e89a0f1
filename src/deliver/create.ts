import { readFileSync } from 'node:fs';
import type { TargetConfig } from '../config/schema.ts';
import type { Clock } from '../lib/clock.ts';
import { maskSecrets, secretForms } from '../lib/secrets.ts';
import { apprise } from './forms/apprise.ts';
import { discord } from './forms/discord.ts';
import { gotify } from './forms/gotify.ts';
import { influx } from './forms/influx.ts';
import { ntfy } from './forms/ntfy.ts';
import { slack } from './forms/slack.ts';
import { telegram } from './forms/telegram.ts';
import { webhook } from './forms/webhook.ts';
import type { Presentation, Target } from './target.ts';
import { createHttpTarget } from './targets/http.ts';
import { createMailTarget } from './targets/mail.ts';
import { createMqttTarget } from './targets/mqtt.ts';

/**
 * A target of the config. Opens no connection. What a receiver says against a delivery may repeat what it was sent: secrets
 * in it are masked. Throws where a file of certificates can't be read.
 */
export function createTarget(
  name: string,
  config: TargetConfig,
  presentation: Presentation,
  clock: Clock,
): Target {
  const target = unmasked(name, config, presentation, clock);
  const forms = secretForms(secretsOf(config), loginsOf(config));
  return {
    ...target,
    async deliver(news, signal) {
      const delivery = await target.deliver(news, signal);
      return 'reason' in delivery ? { ...delivery, reason: maskSecrets(delivery.reason, forms) } : delivery;
    },
  };
}

function unmasked(name: string, config: TargetConfig, presentation: Presentation, clock: Clock): Target {
  const { timeout: timeoutMs } = config;
  const shared = { name, timeoutMs, presentation, clock };
  switch (config.kind) {
    case 'webhook':
      return createHttpTarget({ ...shared, form: webhook, config, pictures: false });
    case 'slack':
      return createHttpTarget({ ...shared, form: slack, config, pictures: false });
    case 'discord':
      return createHttpTarget({ ...shared, form: discord, config, pictures: true });
    case 'ntfy':
      return createHttpTarget({ ...shared, form: ntfy, config, pictures: true });
    case 'gotify':
      return createHttpTarget({ ...shared, form: gotify, config, pictures: false });
    case 'telegram':
      return createHttpTarget({ ...shared, form: telegram, config, pictures: true });
    case 'apprise':
      return createHttpTarget({ ...shared, form: apprise, config, pictures: false });
    case 'mail':
      return createMailTarget(name, { ...withAuthority(config), timeoutMs }, presentation);
    case 'mqtt':
      return createMqttTarget(name, { ...withAuthority(config), timeoutMs }, presentation);
    case 'influxdb':
      return createHttpTarget({ ...shared, form: influx, config, pictures: false, isRead: false });
  }
}

/** The certificates in place of the name of their file. */
function withAuthority<Config extends { readonly ca?: string | undefined }>({
  ca,
  ...config
}: Config): Omit<Config, 'ca'> & { readonly ca?: string } {
  return ca === undefined ? config : { ...config, ca: readFileSync(ca, 'utf8') };
}

/** Whoever knows the path of a webhook may post: it is as good as a password. */
function secretsOf(config: TargetConfig): readonly string[] {
  const path = 'url' in config ? new URL(config.url).pathname.replace(/^\//, '') : '';
  const keys = ['token', 'secret', 'password'].map((key) => String(Reflect.get(config, key) ?? ''));
  return [path, ...keys].filter((secret) => secret !== '');
}

function loginsOf(config: TargetConfig): readonly { username: string; password: string }[] {
  return 'password' in config ? [{ username: config.username, password: config.password }] : [];
}
