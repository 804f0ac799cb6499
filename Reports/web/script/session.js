// What makes the pages fast by keyboard. Every page works without it. The files of this folder are
// sent as one script, this one first.
"use strict";

// When the session ends for want of use; every answer from the server moves it on.
const session = { idle: parseInt(document.body.dataset.idleSeconds || "0", 10), ends: 0, unsaved: false };
session.ends = Date.now() + session.idle * 1000;
if (session.idle) stay();

// The error summary takes the focus, so that it is read out first.
const problems = document.querySelector("section.problems");
if (problems) problems.focus();

// Sends fields to a page of this program; `keepalive`: also while this page is left.
function send(address, fields, keepalive = false) {
  return fetch(address, { method: "POST", body: fields, credentials: "same-origin", redirect: "manual", keepalive });
}

// What stands in a form, as it is sent to another page that takes it.
function filled(form, nonce) {
  const fields = new URLSearchParams(new FormData(form));
  fields.set("nonce", nonce);
  return fields;
}

// Warns two minutes before the session ends for want of use (or is locked, where a short code is
// set), and leaves the page when it has.
function stay() {
  const dialog = document.createElement("dialog");
  const text = document.createElement("p");
  const button = document.createElement("button");
  dialog.setAttribute("aria-labelledby", "stay-text");
  text.id = "stay-text";
  button.className = "button";
  dialog.append(text, button);
  document.body.append(dialog);
  button.addEventListener("click", () => {
    send("/stay", new URLSearchParams({ nonce: document.body.dataset.stayNonce }))
      .then((answer) => {
        if (answer.status !== 204) return leave();
        session.ends = Date.now() + session.idle * 1000;
        dialog.close();
      })
      .catch(leave);
  });
  // Keeps what is half entered as a draft, then loads the page afresh: the server asks to sign in and
  // leads back here, or shows the page if another tab kept the session alive. A draft is taken for a
  // session that has just ended as well, so keeping it prolongs nothing.
  let leaving = false;
  function leave() {
    if (leaving) return;
    leaving = true;
    const kept = session.keep ? session.keep() : Promise.resolve();
    session.unsaved = false;
    kept.then(() => location.reload());
  }
  const locks = document.body.dataset.locks !== undefined;
  button.textContent = locks ? "Go on" : "Stay signed in";
  setInterval(() => {
    const left = Math.round((session.ends - Date.now()) / 1000);
    if (left <= -1) return leave();
    if (left > 120 || left < 0) return;
    text.textContent = (locks ? "This page will be locked in " : "You will be signed out in ") + left + " seconds.";
    if (!dialog.open) dialog.showModal();
  }, 1000);
}
