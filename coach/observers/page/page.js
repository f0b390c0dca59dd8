// What an observer marks is kept on this phone until the laptop has it: a lost connection delays a mark, it never loses one.
"use strict";

const WORDS = {
  zh: {
    code: "会场代码", enter: "进入", plain: "这一页只和培训师的电脑通话，不上互联网。屏幕会自己熄灭，标记不会丢。",
    who: "您是哪一位？", stage: "服务阶段（可不选）", skills: "技巧", spoken: "语言红牌", seen: "非语言红牌", words: "听到的话（可不填，写好再点）",
    mine: "我的标记", undo: "撤销", waiting: "待发送", connected: "已连接", offline: "连不上培训师的电脑，标记先存在手机里：",
    lost: "连不上培训师的电脑，请确认手机和它在同一个网络。", wrong_code: "代码不对，请看大屏幕上的六位代码。", slow: "请稍等一下再试。", over: "这次演练已经结束，谢谢您的观察。",
    own: "先说说您自己的看法", manner: "我的态度始终谦和", feeling: "我照顾到了客户的情绪", matter: "我把事情往前推进了", sentence: "一句话：下次我会……",
    felt: "作为客户，您当时的感受", taken_seriously: "我受到了重视", understood: "他们理解我的心情", would_come_back: "我还愿意再来", send: "发送", sent: "已收到，谢谢。",
    steps: { survey: "态度调查", barriers: "障碍讨论", voice: "声音练习", prepare: "准备", play: "第 {n} 场", discussion: "讨论第 {n} 场", rules: "金科玉律", actions: "行动方案", other: "练习" },
    customer: "您演客户：请投入角色，标记交给别人。", provider: "您上场：标记交给别人。", none: "还没有开始。", again: "换一位", plus: "做到了", minus: "没做到",
  },
  en: {
    code: "Code of the room", enter: "Enter", plain: "This page talks to the trainer's laptop alone, not to the internet. The screen will switch itself off; no mark is lost by that.",
    who: "Who are you?", stage: "Stage of the service (if you like)", skills: "Skills", spoken: "Spoken red cards", seen: "Red cards that are seen", words: "Words you heard (write first, then tap)",
    mine: "My marks", undo: "Undo", waiting: "waiting", connected: "Connected", offline: "The trainer's laptop cannot be reached; marks kept on this phone: ",
    lost: "The trainer's laptop cannot be reached: check that this phone is on the same network.", wrong_code: "That is not the code: look at the six letters on the screen.", slow: "Please wait a moment and try again.", over: "The session is over. Thank you for observing.",
    own: "Your own view first", manner: "I stayed courteous throughout", feeling: "I met the customer's feeling", matter: "I moved the matter forward", sentence: "In a sentence: next time I will…",
    felt: "As the customer, how did it feel?", taken_seriously: "I was taken seriously", understood: "They understood how I felt", would_come_back: "I would come back", send: "Send", sent: "Received, thank you.",
    steps: { survey: "Attitude survey", barriers: "Barriers", voice: "Voice exercise", prepare: "Getting ready", play: "Scene {n}", discussion: "Talking about scene {n}", rules: "Golden rules", actions: "Action plan", other: "Exercise" },
    customer: "You play the customer: stay in your role, others mark.", provider: "You are on: others mark.", none: "It has not begun.", again: "Someone else", plus: "shown", minus: "missing",
  },
};
const $ = (id) => document.getElementById(id);
const KEPT = "red-card-coach";
const POLL_MS = 2000, TIMEOUT_MS = 8000;

let kept = load();
let batch = 100, now = null, nowAt = 0, stage = null, isOn = true, sending = false, language = /^zh/i.test(navigator.language) ? "zh" : "en";

function load() {
  try { return JSON.parse(localStorage.getItem(KEPT)) || {}; } catch { return {}; }
}
function keep() {
  try { localStorage.setItem(KEPT, JSON.stringify(kept)); } catch { /* private browsing: what is in memory has to do */ }
}
function say(word, number) {
  return (WORDS[language][word] ?? "").replace("{n}", number ?? "");
}
function uid() {  // crypto.randomUUID needs https
  return Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
function element(kind, text, attributes = {}) {
  const made = document.createElement(kind);
  if (text !== undefined) made.textContent = text;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

async function ask(path, body) {
  const options = { headers: {}, signal: AbortSignal.timeout ? AbortSignal.timeout(TIMEOUT_MS) : undefined };
  if (kept.token) options.headers.Authorization = "Bearer " + kept.token;
  if (body !== undefined) {
    options.method = "POST";
    options.headers["Content-Type"] = "application/json";
    options.body = JSON.stringify(body);
  }
  const answer = await fetch(path, options);
  const told = await answer.json();
  if (!answer.ok) throw Object.assign(new Error(told.why), { status: answer.status });
  return told;
}

function retell() {
  document.documentElement.lang = language;
  for (const one of document.querySelectorAll("[data-say]")) one.textContent = say(one.dataset.say);
  if (kept.title) $("title").textContent = kept.title;
  $("me").textContent = kept.name || "";
}
function show(section) {
  for (const name of ["door", "sheet", "over"]) $(name).hidden = name !== section;
}
function line(text, isBad) {
  $("line").textContent = text;
  $("line").classList.toggle("bad", Boolean(isBad));
}

// --- coming in

async function enter() {
  const code = $("code").value.trim().toUpperCase();
  try {
    const room = await ask("/api/join", { code });
    kept = { ...kept, title: room.title, language: room.language };
    language = room.language;
    retell();
    line(say("who"));
    $("people").replaceChildren(...room.people.map((person) => {
      const button = element("button", person.name);
      button.addEventListener("click", () => choose(code, person));
      return button;
    }));
  } catch (error) {
    refused(error);
  }
}
async function choose(code, person) {
  try {
    const let_in = await ask("/api/join", { code, person: person.uid });
    const goesOn = kept.session === let_in.session && kept.person === person.uid;
    kept = { ...kept, ...let_in, person: person.uid, name: person.name, queue: goesOn ? kept.queue || [] : [], mine: goesOn ? kept.mine || [] : [] };
    keep();
    begin();
  } catch (error) {
    refused(error);
  }
}
function refused(error) {
  if (error.status === 403) line(say("wrong_code"), true);
  else if (error.status === 410) show("over");
  else if (error.status === 429) line(say("slow"), true);
  else line(say("lost"), true);
}

// --- marking

function begin() {
  language = kept.language || language;
  retell();
  show("sheet");
  $("stages").replaceChildren(...kept.sheet.stages.map((one) => {
    const button = element("button", one[language], { "aria-pressed": "false" });
    button.addEventListener("click", () => {
      stage = stage === one.id ? null : one.id;
      for (const other of $("stages").children) other.setAttribute("aria-pressed", String(other === button && stage !== null));
    });
    return button;
  }));
  $("skills").replaceChildren(...kept.sheet.skills.map((one) => {
    const row = element("div");
    row.append(element("span", one[language]));
    for (const [sign, plus] of [["+", true], ["−", false]]) {
      const name = `${one[language]}: ${say(plus ? "plus" : "minus")}`;
      const button = element("button", sign, { class: plus ? "plus" : "minus", "aria-label": name, "data-mark": `${one.id}${plus ? "+" : "-"}` });
      button.addEventListener("click", () => mark(one, plus));
      row.append(button);
    }
    return row;
  }));
  for (const kind of ["spoken", "seen"]) {
    $(kind).replaceChildren(...kept.sheet[kind].map((one) => {
      const button = element("button", one[language], { "data-mark": `${one.id}-` });
      button.addEventListener("click", () => mark(one, false));
      return button;
    }));
  }
  listMine();
  poll();
}
function mark(item, plus) {
  const made = { uid: uid(), scene: now.marked_scene, clock_ms: Date.now(), item: item.id, plus, stage, words: $("words").value.trim() };
  kept.queue.push(made);
  kept.mine.unshift({ uid: made.uid, text: `${plus ? "+" : "−"} ${item[language]}${made.words ? " · " + made.words : ""}` });
  keep();
  $("words").value = "";
  if (navigator.vibrate) navigator.vibrate(20);
  listMine();
  send();
}
async function undo(made) {
  kept.queue = kept.queue.filter((one) => one.uid !== made);
  kept.mine = kept.mine.filter((one) => one.uid !== made);
  kept.back = [...(kept.back || []), made];
  keep();
  listMine();
  send();
}
async function send() {
  if (sending) return;
  sending = true;
  try {
    while (kept.queue.length) {
      const marks = kept.queue.slice(0, batch);
      const { done } = await ask("/api/marks", { sent_clock_ms: Date.now(), marks });
      kept.queue = kept.queue.filter((one) => !done.includes(one.uid));
      keep();
      listMine();
    }
    for (const made of [...(kept.back || [])]) {
      await ask("/api/take-back", { uid: made });
      kept.back = kept.back.filter((one) => one !== made);
      keep();
    }
    isOn = true;
  } catch (error) {
    lost(error);
  } finally {
    sending = false;
  }
  tellLine();
}
function lost(error) {
  if (error.status === 410) { isOn = true; show("over"); kept = {}; keep(); }
  else if (error.status === 401) { kept.token = undefined; keep(); show("door"); retell(); }
  else if (error.status === 422 && batch > 1) batch = 1;  // find the one that is refused: it must not hold up the rest
  else if (error.status === 422) { kept.queue.shift(); keep(); }
  else isOn = error.status !== undefined;
}
function tellLine() {
  const waiting = kept.queue ? kept.queue.length : 0;
  if (isOn) line(say("connected") + (waiting ? ` · ${waiting} ${say("waiting")}` : ""));
  else line(say("offline") + waiting, true);
}
function listMine() {
  const waiting = new Set(kept.queue.map((one) => one.uid));
  $("mine").replaceChildren(...kept.mine.slice(0, 30).map((one) => {
    const row = element("li");
    row.append(element("span", one.text + (waiting.has(one.uid) ? ` (${say("waiting")})` : ""), waiting.has(one.uid) ? { class: "waiting" } : {}));
    const button = element("button", say("undo"));
    button.addEventListener("click", () => undo(one.uid));
    row.append(button);
    return row;
  }));
}

// --- what is on

async function poll() {
  if (!kept.token) return;
  try {
    now = await ask("/api/now");
    nowAt = performance.now();
    isOn = true;
    showNow();
    if (kept.queue.length || (kept.back || []).length) send();
  } catch (error) {
    lost(error);
  }
  if (kept.token) { tellLine(); setTimeout(poll, POLL_MS); }
}
function showNow() {
  $("step").textContent = now.step ? WORDS[language].steps[now.step].replace("{n}", now.scene ?? "") : say("none");
  const isPlayer = now.role !== "observer";
  const plays = now.step === "play", talks = now.step === "discussion";
  $("players").textContent = plays && isPlayer ? say(now.role) : now.players.join(" · ");
  $("marking").hidden = now.marked_scene === null || (plays && isPlayer);
  for (const [form, role] of [["own", "provider"], ["felt", "customer"]]) {
    const asks = talks && now.role === role && $(form).dataset.sent !== String(now.scene);
    $(form).hidden = !asks;
  }
  tick();
}
function tick() {
  if (!now || now.left_s === null) { $("clock").textContent = ""; return; }
  const left = now.left_s - (now.is_running ? (performance.now() - nowAt) / 1000 : 0);
  const shown = Math.abs(Math.ceil(left - 1e-6));
  $("clock").textContent = `${left < 0 ? "−" : ""}${Math.floor(shown / 60)}:${String(shown % 60).padStart(2, "0")}`;
  $("clock").classList.toggle("late", left < 30);
}
function answer(form, path, names) {
  $(form).addEventListener("submit", async (event) => {
    event.preventDefault();
    const body = { scene: now.scene };
    for (const name of names) body[name] = $(name).type === "range" ? Number($(name).value) : $(name).value;
    try {
      await ask(path, body);
      $(form).dataset.sent = String(body.scene);
      $(form).hidden = true;
      line(say("sent"));
    } catch (error) {
      lost(error);
      tellLine();
    }
  });
}

answer("own", "/api/own-view", ["manner", "feeling", "matter", "sentence"]);
answer("felt", "/api/felt", ["taken_seriously", "understood", "would_come_back"]);
$("enter").addEventListener("click", enter);
$("code").addEventListener("keydown", (event) => { if (event.key === "Enter") enter(); });
window.addEventListener("online", () => { if (kept.token) send(); });
setInterval(tick, 500);
$("code").value = location.hash.slice(1).toUpperCase();
retell();
if (kept.token && kept.sheet) {
  begin();
} else {
  show("door");
  if ($("code").value) enter();
}
