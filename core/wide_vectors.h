// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Before a function: compiled a second time for processors with vectors twice as wide, and chosen
/// at run time. Without fused multiply-add, so that the numbers are the same on every processor.
/// The sanitizers' run-time starts too late for the choice.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && defined(__OPTIMIZE__) &&    \
    !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define TRADEOFF_WIDE_VECTORS __attribute__((target_clones("avx2", "default")))
#else
#define TRADEOFF_WIDE_VECTORS
#endif

/// Before a loop: no step reads what another one writes, so that they may share a vector.
#if defined(__GNUC__) && !defined(__clang__)
#define TRADEOFF_INDEPENDENT_STEPS _Pragma("GCC ivdep")
#else
#define TRADEOFF_INDEPENDENT_STEPS
#endif
