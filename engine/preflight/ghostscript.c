#include "ghostscript.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* Bounds on what a hostile file can make it use, far above what a page needs: bytes of memory and of each file. */
#define MEMORY_MAX ((rlim_t)4 << 30)
#define FILE_MAX ((rlim_t)2 << 30)

enum { OPTIONS_MAX = 40, SAID_MAX = 4096, SHOWN_MAX = 240, PDF_FD = 3 };

/* ---- before the fork ---- */

static const char *find_program(pb_arena *arena) {
  pb_str rest = pb_str_from(getenv("PATH"));
  while (rest.n) {
    const char *colon = memchr(rest.s, ':', rest.n);
    size_t n = colon ? (size_t)(colon - rest.s) : rest.n;
    const char *path = pb_fmt(arena, "%.*s/gs", (int)n, rest.s);
    if (n && *path == '/' && access(path, X_OK) == 0) return path;
    rest = pb_str_sub(rest, n + 1, rest.n);
  }
  return NULL;
}

/* Of our environment only what finds fonts: GS_OPTIONS and the like would change what it does. */
static void make_environment(pb_arena *arena, char *env[6]) {
  static const char *const KEPT[] = {"PATH", "HOME", "XDG_CACHE_HOME"};
  size_t n = 0;
  for (size_t i = 0; i < sizeof KEPT / sizeof *KEPT; i++) {
    const char *value = getenv(KEPT[i]);
    if (value) env[n++] = pb_fmt(arena, "%s=%s", KEPT[i], value);
  }
  env[n++] = pb_fmt(arena, "LC_ALL=C");
  env[n++] = pb_fmt(arena, "TMPDIR=.");
  env[n] = NULL;
}

static void make_arguments(pb_arena *arena, const pb_gs_job *job, char *arguments[OPTIONS_MAX]) {
  static const char *const SAFE[] = {"gs", "-q", "-dSAFER", "-dNOPAUSE", "-dBATCH", "-dNOPROMPT"};
  size_t n = 0;
  for (size_t i = 0; i < sizeof SAFE / sizeof *SAFE; i++) arguments[n++] = pb_str_z(arena, pb_str_from(SAFE[i]));
  for (size_t i = 0; job->options[i] && n + 3 < OPTIONS_MAX; i++) arguments[n++] = pb_str_z(arena, pb_str_from(job->options[i]));
  arguments[n++] = pb_fmt(arena, "-f");
  arguments[n++] = pb_fmt(arena, "/proc/self/fd/%d", PDF_FD); /* whatever the file is called, or has no name */
  arguments[n] = NULL;
}

/* ---- the child ---- */

static void limit(__rlimit_resource_t resource, rlim_t value) {
  struct rlimit old;
  if (getrlimit(resource, &old) != 0) return;
  if (old.rlim_max != RLIM_INFINITY && old.rlim_max < value) value = old.rlim_max;
  setrlimit(resource, &(struct rlimit){value, value});
}

typedef struct {
  const pb_gs_job *job;
  const char *program;
  char *const *arguments, *const *environment;
  pid_t parent;
  int out;
} start;

static _Noreturn void become(const start *s) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != s->parent) _exit(127);
  signal(SIGPIPE, SIG_DFL);
  limit(RLIMIT_AS, MEMORY_MAX);
  limit(RLIMIT_FSIZE, FILE_MAX);
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_CPU, s->job->seconds + 1);
  int pdf = fcntl(s->job->pdf, F_DUPFD, 10), out = fcntl(s->out, F_DUPFD, 10), nothing = open("/dev/null", O_RDONLY);
  bool good = pdf >= 0 && out >= 0 && nothing >= 0 && dup2(nothing, 0) == 0 && dup2(out, 1) == 1 && dup2(out, 2) == 2 &&
              dup2(pdf, PDF_FD) == PDF_FD && chdir(s->job->folder) == 0;
  if (good) {
    close_range(PDF_FD + 1, ~0u, 0);
    execve(s->program, s->arguments, s->environment);
  }
  _exit(127);
}

/* ---- the parent ---- */

static int64_t now_ms(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* Takes what it prints until it has closed its output or the time is over; only the beginning is kept. */
static void listen_to(int in, int64_t deadline, pb_str *said, char kept[SAID_MAX]) {
  size_t n = 0;
  for (int64_t left; (left = deadline - now_ms()) > 0;) {
    struct pollfd waiting = {.fd = in, .events = POLLIN};
    int ready = poll(&waiting, 1, left < 1000 ? (int)left : 1000);
    if (ready < 0 && errno != EINTR) break;
    if (ready <= 0) continue;
    char bytes[SAID_MAX];
    ssize_t got = read(in, bytes, sizeof bytes);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) break;
    size_t take = (size_t)got < SAID_MAX - n ? (size_t)got : SAID_MAX - n;
    memcpy(kept + n, bytes, take);
    n += take;
  }
  const char *whole = n == SAID_MAX ? memrchr(kept, '\n', n) : NULL; /* where it was cut, the last line is none */
  if (whole) n = (size_t)(whole - kept);
  *said = (pb_str){kept, n};
}

/* Its status once it has ended; after the deadline it is made to. */
static int wait_for(pid_t pid, int64_t deadline, bool *slow) {
  int status;
  for (;;) {
    pid_t ended = waitpid(pid, &status, WNOHANG);
    if (ended == pid) return status;
    if (ended < 0 && errno != EINTR) return -1;
    if (!*slow && now_ms() >= deadline) {
      *slow = true;
      kill(pid, SIGKILL);
    }
    nanosleep(&(struct timespec){.tv_nsec = 2 * 1000 * 1000}, NULL);
  }
}

/* A line as plain text: blanks for what is none, the stars of its errors left out. */
static pb_str tidy_line(pb_arena *arena, pb_str said) {
  char *line = pb_alloc(arena, said.n + 1);
  size_t n = 0;
  for (size_t i = 0; i < said.n; i++) {
    char c = said.s[i];
    if (c == '*' || (unsigned char)c > 126) continue;
    if (c > ' ') line[n++] = c;
    else if (n && line[n - 1] != ' ') line[n++] = ' ';
  }
  return pb_str_trim((pb_str){line, n});
}

typedef struct {
  pb_str text;
  unsigned times;
} said_line;

enum { LINES_MAX = 16 };

static size_t gather(pb_arena *arena, pb_str said, said_line lines[LINES_MAX]) {
  size_t n = 0;
  while (said.n) {
    const char *end = memchr(said.s, '\n', said.n);
    size_t length = end ? (size_t)(end - said.s) : said.n;
    pb_str line = tidy_line(arena, pb_str_sub(said, 0, length));
    said = pb_str_sub(said, end ? length + 1 : length, said.n);
    if (!line.n) continue;
    if (pb_str_starts(line, "Operand stack:")) break; /* then follows what only its makers can read */
    size_t i = 0;
    while (i < n && !pb_str_eq(lines[i].text, line)) i++;
    if (i == LINES_MAX) break;
    if (i == n) lines[n++] = (said_line){.text = line};
    lines[i].times++;
  }
  return n;
}

/* One line of what it says, each thing once. */
static pb_str tidy(pb_arena *arena, pb_str said) {
  said_line lines[LINES_MAX];
  size_t n = gather(arena, said, lines);
  const char *all = "";
  for (size_t i = 0; i < n; i++) {
    all = pb_fmt(arena, "%s%s%.*s", all, i ? "; " : "", PB_STR_ARG(lines[i].text));
    if (lines[i].times > 1) all = pb_fmt(arena, "%s (×%u)", all, lines[i].times);
  }
  pb_str whole = pb_str_from(all);
  return whole.n > SHOWN_MAX ? pb_str_trim(pb_str_sub(whole, 0, SHOWN_MAX)) : whole;
}

static pb_gs_outcome supervise(pb_arena *arena, pid_t pid, int in, const pb_gs_job *job, pb_str *said) {
  char kept[SAID_MAX];
  bool slow = false;
  int64_t deadline = now_ms() + (int64_t)job->seconds * 1000;
  listen_to(in, deadline, said, kept);
  int status = wait_for(pid, deadline, &slow);
  *said = tidy(arena, *said);
  if (slow || (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU)) return PB_GS_SLOW;
  return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? PB_GS_DONE : PB_GS_FAILED;
}

pb_gs_outcome pb_ghostscript(pb_arena *arena, const pb_gs_job *job, pb_str *said) {
  char *arguments[OPTIONS_MAX], *environment[6];
  *said = (pb_str){0};
  start s = {.job = job, .program = find_program(arena), .arguments = arguments, .environment = environment, .parent = getpid()};
  if (!s.program) return PB_GS_MISSING;
  make_arguments(arena, job, arguments);
  make_environment(arena, environment);
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) return PB_GS_FAILED;
  s.out = ends[1];
  pid_t pid = fork();
  if (pid == 0) become(&s);
  close(ends[1]);
  pb_gs_outcome outcome = pid > 0 ? supervise(arena, pid, ends[0], job, said) : PB_GS_FAILED;
  close(ends[0]);
  return outcome;
}
