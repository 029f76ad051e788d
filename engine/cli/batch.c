/* Many editions, each in a process of its own: one that dies stops nothing. What a process prints is kept until all
 * before it have printed. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli.h"

typedef struct {
  pid_t pid;
  int out, err; /* what it prints */
  int status;   /* of waitpid */
  bool done;
} worker;

typedef struct {
  const cli_args *args;
  paiban_status (*one)(const cli_args *args, const char *issue);
  worker *workers;
  int started, running, printed;
  int clean, faulty, failed;
  bool terminal;
} batch;

static bool start(batch *b) {
  worker *w = &b->workers[b->started];
  w->out = memfd_create("out", MFD_CLOEXEC);
  w->err = memfd_create("err", MFD_CLOEXEC);
  fflush(stdout);
  fflush(stderr);
  w->pid = w->out < 0 || w->err < 0 ? -1 : fork();
  if (w->pid < 0) {
    if (w->out >= 0) close(w->out);
    if (w->err >= 0) close(w->err);
    return false;
  }
  if (w->pid == 0) {
    dup2(w->out, STDOUT_FILENO);
    dup2(w->err, STDERR_FILENO);
    paiban_status status = b->one(b->args, b->args->issues[b->started]);
    if (fflush(stdout) != 0) status = PAIBAN_IO;
    _exit((int)status);
  }
  b->started++;
  b->running++;
  return true;
}

static void collect(batch *b) {
  int status;
  pid_t pid = waitpid(-1, &status, 0);
  if (pid < 0) {
    if (errno == EINTR) return;
    b->running = 0;
    return;
  }
  for (int i = b->printed; i < b->started; i++) {
    worker *w = &b->workers[i];
    if (w->pid != pid || w->done) continue;
    w->status = status;
    w->done = true;
    b->running--;
  }
}

static void pour(int from, FILE *to) {
  char bytes[1 << 14];
  if (from < 0) return;
  lseek(from, 0, SEEK_SET);
  for (ssize_t n; (n = read(from, bytes, sizeof bytes)) > 0;) fwrite(bytes, 1, (size_t)n, to);
  close(from);
}

static void count(batch *b, const char *issue, const worker *w) {
  if (WIFSIGNALED(w->status)) {
    fprintf(stderr, _("%s: error: paiban was ended by signal %d (%s)"), issue, WTERMSIG(w->status), strsignal(WTERMSIG(w->status)));
    fprintf(stderr, " [crash]\n");
    b->failed++;
  } else if (WEXITSTATUS(w->status) == PAIBAN_OK) {
    b->clean++;
  } else if (WEXITSTATUS(w->status) == PAIBAN_ERRORS) {
    b->faulty++;
  } else {
    b->failed++;
  }
}

static paiban_status worse(paiban_status worst, const worker *w) {
  paiban_status status = WIFSIGNALED(w->status) ? PAIBAN_IO : (paiban_status)WEXITSTATUS(w->status);
  return status > worst ? status : worst;
}

static void show_progress(const batch *b) {
  if (!b->terminal) return;
  fprintf(stderr, "\r\033[K%d/%d", b->printed, b->args->nissues);
  fflush(stderr);
}

/* Prints all that is done and whose turn it is. */
static paiban_status print_done(batch *b, paiban_status worst) {
  if (b->terminal) fputs("\r\033[K", stderr);
  for (; b->printed < b->started && b->workers[b->printed].done; b->printed++) {
    worker *w = &b->workers[b->printed];
    pour(w->out, stdout);
    fflush(stdout);
    pour(w->err, stderr);
    count(b, b->args->issues[b->printed], w);
    worst = worse(worst, w);
  }
  show_progress(b);
  return worst;
}

static int processes(const cli_args *args) {
  long cores = sysconf(_SC_NPROCESSORS_ONLN);
  int n = args->jobs ? (int)args->jobs : cores > 0 ? (int)cores : 1;
  return n < args->nissues ? n : args->nissues;
}

static void sum_up(const batch *b) {
  if (b->terminal) fputs("\r\033[K", stderr);
  if (b->args->quiet || b->args->json) return;
  const char *form = b->args->command == CLI_PREFLIGHT ? _("%d files: %d clean, %d with errors, %d not read")
                                                       : _("%d editions: %d clean, %d with errors, %d not read or written");
  fprintf(stderr, form, b->args->nissues, b->clean, b->faulty, b->failed);
  fputc('\n', stderr);
}

paiban_status cli_batch(const cli_args *args, paiban_status (*one)(const cli_args *args, const char *issue)) {
  batch b = {.args = args, .one = one, .terminal = !args->quiet && !args->json && isatty(STDERR_FILENO)};
  b.workers = calloc((size_t)args->nissues, sizeof *b.workers);
  if (!b.workers) return PAIBAN_IO;
  paiban_status worst = PAIBAN_OK;
  const int most = processes(args);
  while (b.printed < args->nissues) {
    bool able = true;
    while (able && b.running < most && b.started < args->nissues) able = start(&b);
    if (!able && b.running == 0) {
      fprintf(stderr, "paiban: %s\n", strerror(errno));
      worst = PAIBAN_IO;
      break;
    }
    collect(&b);
    worst = print_done(&b, worst);
  }
  sum_up(&b);
  free(b.workers);
  return worst;
}
