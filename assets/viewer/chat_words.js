// Every sentence of the chat, in both languages; written, not translated word by word.

import { language } from './words.js';

const WORDS = {
  en: {
    title: 'Chat',
    pinned: 'Pinned',
    emotes: 'Emotes',
    none: 'Nobody has written yet.',
    offline: 'The chat is away; it comes back by itself.',
    closedRoom: 'The host has closed the chat.',
    askName: 'Your name in the chat',
    askText: 'Say something',
    join: 'Join',
    send: 'Send',
    as: (name) => `You are ${name}.`,
    rename: 'Change name',
    reply: 'Reply',
    replyTo: (name) => `Reply to ${name}`,
    noReply: 'No reply',
    host: 'Host',
    moderator: 'Moderator',
    waiting: 'waiting to be let through',
    more: (count) => (count === 1 ? '1 new message' : `${count} new messages`),
    slowMode: (seconds) => `Slow mode: one message every ${seconds} s`,
    writers: {
      returning: 'Only viewers who have written here before can write',
      subscribers: 'Only subscribers can write',
    },
    emotesOnly: 'Emotes and emoji only',
    shielded: 'The chat is protected for a while',
    refused: {
      fast: (seconds) => `A little slower, please: wait ${seconds} s.`,
      slow: (seconds) => `Slow mode: you can write again in ${seconds} s.`,
      long: () => 'That is longer than 500 characters.',
      empty: () => 'There is nothing to send.',
      blocked: (seconds) => (seconds
        ? `You cannot write for another ${Math.ceil(seconds / 60)} min.`
        : 'You cannot write here any more.'),
      dropped: () => 'This message was not let through.',
      returning: () => 'Only viewers who have written here before can write now.',
      subscribers: () => 'Only subscribers can write now.',
      emotes: () => 'Only emotes and emoji now, no words.',
      closed: () => 'The host has closed the chat.',
      noName: () => 'Choose a name first.',
      away: () => 'The chat is away; try again in a moment.',
    },
  },
  zh: {
    title: '聊天',
    pinned: '置顶',
    emotes: '表情',
    none: '还没有人发言。',
    offline: '聊天暂时断开,会自动恢复。',
    closedRoom: '主播关闭了聊天。',
    askName: '给自己起个名字',
    askText: '说点什么',
    join: '加入',
    send: '发送',
    as: (name) => `你的名字是 ${name}。`,
    rename: '改名',
    reply: '回复',
    replyTo: (name) => `回复 ${name}`,
    noReply: '不回复',
    host: '主播',
    moderator: '房管',
    waiting: '等待审核',
    more: (count) => `${count} 条新消息`,
    slowMode: (seconds) => `慢速模式:每 ${seconds} 秒一条`,
    writers: {
      returning: '现在只有以前发过言的观众可以发言',
      subscribers: '现在只有订阅者可以发言',
    },
    emotesOnly: '只能发表情',
    shielded: '聊天正在防护中',
    refused: {
      fast: (seconds) => `发得太快了,请等 ${seconds} 秒。`,
      slow: (seconds) => `慢速模式:${seconds} 秒后可以再发。`,
      long: () => '最多 500 个字。',
      empty: () => '还没有写内容。',
      blocked: (seconds) => (seconds
        ? `你已被禁言,还有 ${Math.ceil(seconds / 60)} 分钟。`
        : '你已不能在这里发言。'),
      dropped: () => '这条消息没有通过。',
      returning: () => '现在只有以前发过言的观众可以发言。',
      subscribers: () => '现在只有订阅者可以发言。',
      emotes: () => '现在只能发表情,不能发文字。',
      closed: () => '主播关闭了聊天。',
      noName: () => '请先起个名字。',
      away: () => '聊天暂时断开,请稍后再试。',
    },
  },
};

export const chatWord = (name) => WORDS[language][name];

// What keeps people from writing as they like, in one line; empty when nothing does.
export const paceWords = (room) => [
  room.isShielded ? chatWord('shielded') : '',
  chatWord('writers')[room.writers] ?? '',
  room.isEmoteOnly ? chatWord('emotesOnly') : '',
  room.slowModeS ? chatWord('slowMode')(room.slowModeS) : '',
].filter(Boolean).join(' · ');

export const refusal = (word, waitS) => {
  const said = WORDS[language].refused[word] ?? WORDS[language].refused.away;
  return said(waitS || 1);
};
