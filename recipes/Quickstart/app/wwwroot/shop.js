"use strict";

// Shows which version serves, and asks again every second, so that a release can be watched in the browser.
async function show() {
  const version = document.getElementById("version");
  const products = document.getElementById("products");
  try {
    const response = await fetch("/health", { cache: "no-store" });
    const health = await response.json();
    version.textContent = health.version;
    products.textContent = health.products;
    document.body.classList.remove("away");
  } catch {
    version.textContent = "away for a moment";
    document.body.classList.add("away");
  }
}

show();
setInterval(show, 1000);
