// Enhancement only: every page works without this file.
(function () {
  "use strict";

  function focusErrorSummary(root) {
    const summary = root.querySelector("[data-error-summary]");
    if (summary) {
      summary.focus();
    }
  }

  // A second click while the first is on its way. The server refuses doubles too; this spares the wait.
  const SENT = "sent";
  const RELEASE_AFTER_MS = 5000;

  function release(form) {
    delete form.dataset[SENT];
    form.removeAttribute("aria-busy");
  }

  document.addEventListener("submit", function (event) {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") {
      return;
    }
    if (form.dataset[SENT]) {
      event.preventDefault();
      return;
    }
    form.dataset[SENT] = "yes";
    form.setAttribute("aria-busy", "true");
    window.setTimeout(release, RELEASE_AFTER_MS, form);
  });

  // Back to a page kept by the browser: its forms may be sent again.
  window.addEventListener("pageshow", function () {
    document.querySelectorAll("form[data-sent]").forEach(release);
  });

  document.addEventListener("htmx:afterSwap", function (event) {
    focusErrorSummary(event.target);
  });

  // Before the sign-in ends, ask the server, because another tab may have kept it alive; then warn.
  function watchSignIn(dialog) {
    const form = dialog.querySelector("form");
    const warningMs = Number(dialog.dataset.warning) * 1000;
    const retryMs = 15000;
    let timer = 0;
    let typedAt = 0;
    let toldOfEnd = false;

    function checkIn(ms) {
      window.clearTimeout(timer);
      timer = window.setTimeout(ask, Math.max(ms, 1000));
    }

    function show(left) {
      const canStay = left.idle < left.whole;
      toldOfEnd = !canStay;
      const end = new Date(Date.now() + Math.min(left.idle, left.whole) * 1000);
      dialog.querySelector("[data-sign-in-ends]").textContent = end.toLocaleTimeString("en-US", {
        hour: "numeric",
        minute: "2-digit",
      });
      dialog.querySelectorAll("[data-sign-in-can-stay]").forEach((e) => (e.hidden = !canStay));
      dialog.querySelectorAll("[data-sign-in-cannot-stay]").forEach((e) => (e.hidden = canStay));
      dialog.showModal();
    }

    function plan(left) {
      const ms = Math.min(left.idle, left.whole) * 1000;
      if (ms > warningMs) {
        dialog.close();
        checkIn(ms - warningMs);
        return;
      }
      if (Date.now() - typedAt < warningMs && left.idle < left.whole) {
        stay();
        return;
      }
      if (!dialog.open && !toldOfEnd) {
        show(left);
      }
      checkIn(ms);
    }

    function send(options) {
      window
        .fetch(form.action, options)
        .then(function (answer) {
          if (answer.status === 401) {
            // By address and not by reload, which would offer to send a form again.
            window.location.replace(window.location.pathname + window.location.search);
            return null;
          }
          return answer.ok ? answer.json().then(plan) : checkIn(retryMs);
        })
        .catch(() => checkIn(retryMs));
    }

    function ask() {
      send({ headers: { accept: "application/json" } });
    }

    function stay() {
      typedAt = 0;
      dialog.close();
      send({ method: "POST", body: new FormData(form) });
    }

    form.addEventListener("submit", function (event) {
      event.preventDefault();
      stay();
    });
    dialog.addEventListener("cancel", stay);
    document.addEventListener("input", () => (typedAt = Date.now()));
    plan({ idle: Number(dialog.dataset.idle), whole: Number(dialog.dataset.whole) });
  }

  document.querySelectorAll("[data-sign-in-time]").forEach(watchSignIn);

  focusErrorSummary(document);
})();
