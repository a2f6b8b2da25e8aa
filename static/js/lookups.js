/* The boxes that select2 draws for the panel's lookups are named as their fields are. It draws them when jQuery is ready,
   which may be after the page has loaded. */
addEventListener("load", () => django.jQuery(() => document.querySelectorAll("select.admin-autocomplete").forEach(named)));

function named(select) {
  const name = select.labels[0]?.textContent.replace("*", "").trim();
  const box = select.parentElement.querySelector(".select2-selection__rendered[role=textbox], .select2-search__field");
  if (name && box) box.setAttribute("aria-label", name);
}
