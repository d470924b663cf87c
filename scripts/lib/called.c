/* Preloaded into a program: notes which of its functions a run calls.
 *
 * SKEP_FUNCTIONS names a file with the address of each function in hexadecimal, one a line, ascending; the addresses of those that
 * were called are added to the file SKEP_CALLED in the same form. Each function begins with a breakpoint until its first call, which
 * puts back what was there. Only for programs at a fixed address (not PIE), on amd64 and arm64. */
#define _GNU_SOURCE
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <ucontext.h>
#include <unistd.h>

#if defined(__x86_64__)
typedef uint8_t Code;
static const Code breakpoint = 0xcc;
/* The trap is reported behind its instruction. */
static uintptr_t *place(ucontext_t *context) {
    uintptr_t *at = (uintptr_t *)&context->uc_mcontext.gregs[REG_RIP];
    *at -= 1;
    return at;
}
#elif defined(__aarch64__)
typedef uint32_t Code;
static const Code breakpoint = 0xd4200000;
static uintptr_t *place(ucontext_t *context) { return (uintptr_t *)&context->uc_mcontext.pc; }
#else
#error "amd64 and arm64 only"
#endif

static struct function {
    uintptr_t address;
    Code code;
    unsigned char called;
} *functions;
static size_t count;

static int by_address(const void *key, const void *function) {
    uintptr_t wanted = *(const uintptr_t *)key, here = ((const struct function *)function)->address;
    return wanted < here ? -1 : wanted > here;
}

static void put(uintptr_t address, Code code) {
    *(volatile Code *)address = code;
    __builtin___clear_cache((char *)address, (char *)address + sizeof(Code));
}

static void note(int number, siginfo_t *trap, void *context) {
    uintptr_t *at = place(context);
    struct function *function = bsearch(at, functions, count, sizeof *functions, by_address);
    (void)number, (void)trap;
    if (!function) abort(); /* a breakpoint that is not ours */
    function->called = 1;
    put(function->address, function->code);
}

static void read_functions(FILE *in) {
    size_t room = 0;
    unsigned long address;
    while (fscanf(in, "%lx", &address) == 1) {
        if (count == room) functions = realloc(functions, (room = room * 2 + 1024) * sizeof *functions);
        if (!functions) abort();
        functions[count++] = (struct function){.address = address};
    }
}

__attribute__((constructor)) static void begin(void) {
    const char *from = getenv("SKEP_FUNCTIONS");
    FILE *in = from ? fopen(from, "r") : NULL;
    if (!in) return;
    read_functions(in);
    fclose(in);
    if (!count) return;
    uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE), first = functions[0].address / page * page;
    uintptr_t end = functions[count - 1].address + page;
    if (mprotect((void *)first, end / page * page - first, PROT_READ | PROT_WRITE | PROT_EXEC) != 0) abort();
    struct sigaction action = {.sa_sigaction = note, .sa_flags = SA_SIGINFO | SA_NODEFER};
    sigaction(SIGTRAP, &action, NULL);
    for (size_t i = 0; i < count; i++) {
        functions[i].code = *(Code *)functions[i].address;
        put(functions[i].address, breakpoint);
    }
}

__attribute__((destructor)) static void tell(void) {
    FILE *out = count ? fopen(getenv("SKEP_CALLED"), "a") : NULL;
    if (!out) return;
    for (size_t i = 0; i < count; i++)
        if (functions[i].called) fprintf(out, "%lx\n", (unsigned long)functions[i].address);
    fclose(out);
}
