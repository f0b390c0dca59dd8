const audio = document.querySelector("audio");

function play(timeS) {
  audio.currentTime = timeS;
  audio.play();
}

document.addEventListener("click", (event) => {
  const time = event.target.closest("[data-time]");
  if (time) {
    event.preventDefault();
    play(Number(time.dataset.time));
    return;
  }
  const picture = event.target.closest("svg[data-seek]");
  if (picture && !event.target.closest("a")) {
    const [startS, endS, left, width] = picture.dataset.seek.split(" ").map(Number);
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(picture.getScreenCTM().inverse());
    const share = (point.x - left) / width;
    if (share >= 0 && share <= 1) play(startS + share * (endS - startS));
  }
});

const lines = [...document.querySelectorAll("[data-from]")];
audio.addEventListener("timeupdate", () => {
  for (const line of lines) {
    const now = audio.currentTime >= Number(line.dataset.from) && audio.currentTime < Number(line.dataset.to);
    line.classList.toggle("now", now);
  }
});
