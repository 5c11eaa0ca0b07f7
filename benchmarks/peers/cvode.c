/* Solves a stiff reference problem with SUNDIALS CVODE (BDF, Newton, direct solver) and prints what it cost.
 *
 *     cvode PROBLEM POINTS ABSOLUTE RELATIVE REPEATS
 *
 * PROBLEM: brusselator-1d (2 * POINTS unknowns, interleaved, bandwidths 2 and 2), robertson, van-der-pol, hires,
 * oregonator (POINTS is ignored, dense). Jacobians are CVODE's own difference quotients. One line on standard output:
 *
 *     seconds steps failures evaluations jacobians factorizations y1 y2 ...
 *
 * seconds: processor time of the fastest of REPEATS solves, set-up included; evaluations: those of the difference
 * quotients included; y: the state at the end.
 *
 * Build: cc -O3 cvode.c -lsundials_cvode -lsundials_nvecserial -lsundials_sunmatrixband -lsundials_sunmatrixdense
 *        -lsundials_sunlinsolband -lsundials_sunlinsoldense -lm            (SUNDIALS 6; Debian: libsundials-dev) */
#include <cvode/cvode.h>
#include <math.h>
#include <nvector/nvector_serial.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sunlinsol/sunlinsol_band.h>
#include <sunlinsol/sunlinsol_dense.h>
#include <sunmatrix/sunmatrix_band.h>
#include <sunmatrix/sunmatrix_dense.h>
#include <time.h>

static int points;

static int brusselator(realtype t, N_Vector state, N_Vector slope, void *unused) {
    const realtype *y = N_VGetArrayPointer(state);
    realtype *into = N_VGetArrayPointer(slope);
    double diffusion = 0.02 * (points + 1.0) * (points + 1.0);
    double u_left = 1, v_left = 3;
    for (int i = 0; i < 2 * points; i += 2) {
        double u = y[i], v = y[i + 1];
        int last = i == 2 * points - 2;
        double u_right = last ? 1 : y[i + 2], v_right = last ? 3 : y[i + 3];
        double u2v = u * u * v;
        into[i] = 1 + u2v - 4 * u + diffusion * (u_left - 2 * u + u_right);
        into[i + 1] = 3 * u - u2v + diffusion * (v_left - 2 * v + v_right);
        u_left = u;
        v_left = v;
    }
    return 0;
}

static int robertson(realtype t, N_Vector state, N_Vector slope, void *unused) {
    const realtype *y = N_VGetArrayPointer(state);
    realtype *into = N_VGetArrayPointer(slope);
    double slow = 0.04 * y[0] - 1e4 * y[1] * y[2], fast = 3e7 * y[1] * y[1];
    into[0] = -slow;
    into[1] = slow - fast;
    into[2] = fast;
    return 0;
}

static int van_der_pol(realtype t, N_Vector state, N_Vector slope, void *unused) {
    const realtype *y = N_VGetArrayPointer(state);
    realtype *into = N_VGetArrayPointer(slope);
    into[0] = y[1];
    into[1] = ((1 - y[0] * y[0]) * y[1] - y[0]) / 1e-6;
    return 0;
}

static int hires(realtype t, N_Vector state, N_Vector slope, void *unused) {
    const realtype *y = N_VGetArrayPointer(state);
    realtype *into = N_VGetArrayPointer(slope);
    double bound = 280 * y[5] * y[7];
    into[0] = -1.71 * y[0] + 0.43 * y[1] + 8.32 * y[2] + 0.0007;
    into[1] = 1.71 * y[0] - 8.75 * y[1];
    into[2] = -10.03 * y[2] + 0.43 * y[3] + 0.035 * y[4];
    into[3] = 8.32 * y[1] + 1.71 * y[2] - 1.12 * y[3];
    into[4] = -1.745 * y[4] + 0.43 * y[5] + 0.43 * y[6];
    into[5] = -bound + 0.69 * y[3] + 1.71 * y[4] - 0.43 * y[5] + 0.69 * y[6];
    into[6] = bound - 1.81 * y[6];
    into[7] = -into[6];
    return 0;
}

static int oregonator(realtype t, N_Vector state, N_Vector slope, void *unused) {
    const realtype *y = N_VGetArrayPointer(state);
    realtype *into = N_VGetArrayPointer(slope);
    into[0] = 77.27 * (y[1] + y[0] * (1 - 8.375e-6 * y[0] - y[1]));
    into[1] = (y[2] - (1 + y[0]) * y[1]) / 77.27;
    into[2] = 0.161 * (y[0] - y[2]);
    return 0;
}

struct problem {
    const char *name;
    CVRhsFn field;
    int dimension; /* 0: two unknowns a point, banded */
    double end;
    double y0[8];
};

static const struct problem PROBLEMS[] = {
    {"brusselator-1d", brusselator, 0, 10, {0}},
    {"robertson", robertson, 3, 1e5, {1}},
    {"van-der-pol", van_der_pol, 2, 2, {2}},
    {"hires", hires, 8, 321.8122, {1, 0, 0, 0, 0, 0, 0, 0.0057}},
    {"oregonator", oregonator, 3, 30, {1, 2, 3}},
};

static double seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return now.tv_sec + 1e-9 * now.tv_nsec;
}

static void require(int holds, const char *what) {
    if (holds) return;
    fprintf(stderr, "cvode: %s\n", what);
    exit(1);
}

static void initial(const struct problem *p, realtype *y) {
    if (p->dimension) {
        memcpy(y, p->y0, p->dimension * sizeof(double));
        return;
    }
    for (int i = 0; i < points; i++) {
        y[2 * i] = 1 + sin(2 * acos(-1) * (i + 1) / (points + 1));
        y[2 * i + 1] = 3;
    }
}

int main(int count, char **args) {
    require(count == 6, "expected PROBLEM POINTS ABSOLUTE RELATIVE REPEATS");
    const struct problem *p = NULL;
    for (size_t i = 0; i < sizeof PROBLEMS / sizeof *PROBLEMS; i++)
        if (strcmp(PROBLEMS[i].name, args[1]) == 0) p = &PROBLEMS[i];
    require(p != NULL, "unknown problem");
    points = atoi(args[2]);
    double absolute = atof(args[3]), relative = atof(args[4]);
    int n = p->dimension ? p->dimension : 2 * points;
    double best = INFINITY;
    long steps, evaluations, quotients, factorizations, rejected, failed, jacobians;
    SUNContext context;
    require(SUNContext_Create(NULL, &context) == 0, "no context");
    N_Vector y = N_VNew_Serial(n, context);
    for (int repeat = atoi(args[5]); repeat > 0; repeat--) {
        initial(p, N_VGetArrayPointer(y));
        double began = seconds();
        void *solver = CVodeCreate(CV_BDF, context);
        SUNMatrix matrix = p->dimension ? SUNDenseMatrix(n, n, context) : SUNBandMatrix(n, 2, 2, context);
        SUNLinearSolver linear = p->dimension ? SUNLinSol_Dense(y, matrix, context) : SUNLinSol_Band(y, matrix, context);
        realtype t = 0;
        require(CVodeInit(solver, p->field, 0, y) == 0 && CVodeSStolerances(solver, relative, absolute) == 0
                        && CVodeSetLinearSolver(solver, linear, matrix) == 0
                        && CVodeSetMaxNumSteps(solver, 10000000) == 0 && CVodeSetStopTime(solver, p->end) == 0,
                "set-up refused");
        require(CVode(solver, p->end, y, &t, CV_NORMAL) >= 0, "the solve failed");
        CVodeGetNumSteps(solver, &steps);
        CVodeGetNumRhsEvals(solver, &evaluations);
        CVodeGetNumLinRhsEvals(solver, &quotients);
        CVodeGetNumLinSolvSetups(solver, &factorizations);
        CVodeGetNumErrTestFails(solver, &rejected);
        CVodeGetNumNonlinSolvConvFails(solver, &failed);
        CVodeGetNumJacEvals(solver, &jacobians);
        CVodeFree(&solver);
        SUNLinSolFree(linear);
        SUNMatDestroy(matrix);
        best = fmin(best, seconds() - began);
    }
    printf("%.6e %ld %ld %ld %ld %ld", best, steps, rejected + failed, evaluations + quotients, jacobians, factorizations);
    for (int i = 0; i < n; i++) printf(" %.12e", N_VGetArrayPointer(y)[i]);
    printf("\n");
    N_VDestroy(y);
    SUNContext_Free(&context);
    return 0;
}
