// A box to sign in. What is drawn goes into the form as a PNG; a form that comes back shows it again.
const INK = "#10242b";

export function startDrawing($box) {
  const $canvas = $box.querySelector("canvas");
  const $value = $box.querySelector("input[type=hidden]");
  const $told = $box.querySelector("[role=status]");
  const pen = $canvas.getContext("2d");
  $box.querySelector(".app-draw__without").hidden = true;
  $box.querySelector(".app-draw__with").hidden = false;

  function clean() {
    pen.fillStyle = "#ffffff";
    pen.fillRect(0, 0, $canvas.width, $canvas.height);
    pen.strokeStyle = INK;
    pen.lineWidth = 5;
    pen.lineCap = "round";
    pen.lineJoin = "round";
  }

  function at(event) {
    const edge = $canvas.getBoundingClientRect();
    const x = ((event.clientX - edge.left) * $canvas.width) / edge.width;
    return [x, ((event.clientY - edge.top) * $canvas.height) / edge.height];
  }

  let drawing = false;
  $canvas.addEventListener("pointerdown", (event) => {
    drawing = true;
    $canvas.setPointerCapture(event.pointerId);
    pen.beginPath();
    pen.moveTo(...at(event));
    event.preventDefault();
  });
  $canvas.addEventListener("pointermove", (event) => {
    if (!drawing) return;
    pen.lineTo(...at(event));
    pen.stroke();
  });
  for (const name of ["pointerup", "pointercancel"]) {
    $canvas.addEventListener(name, () => {
      if (!drawing) return;
      drawing = false;
      $value.value = $canvas.toDataURL("image/png");
      $told.textContent = "Signed in the box";
    });
  }
  $box.querySelector(".app-draw__clear").addEventListener("click", () => {
    clean();
    $value.value = "";
    $told.textContent = "The box is empty";
  });

  clean();
  show($value.value).catch(() => { $value.value = ""; });

  // By hand, as our security policy lets no page load a picture from its own text.
  async function show(text) {
    if (!text) return;
    const letters = atob(text.slice(text.indexOf(",") + 1));
    const bytes = Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
    pen.drawImage(await createImageBitmap(new Blob([bytes], { type: "image/png" })), 0, 0);
  }
}
