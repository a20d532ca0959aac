// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Before a function: compiled a second time for processors with vectors twice as wide, and chosen
/// at run time. Without fused multiply-add, so that the numbers are the same on every processor.
/// The sanitizers' run-time starts too late for the choice.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && defined(__OPTIMIZE__) &&    \
    !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define TRADEOFF_WIDE_VECTORS __attribute__((target_clones("avx2", "default")))
/// The same, and a third time for vectors four times as wide: where no product is added to
/// anything, which these processors would do in one step.
#define TRADEOFF_WIDEST_WITHOUT_PRODUCTS                                                           \
    __attribute__((target_clones("avx512f", "avx2", "default")))
/// Before a function that is only called where `hasWidestVectors`: for processors with vectors four
/// times as wide. These have fused multiply-add: its file is to be compiled without.
#define TRADEOFF_WIDEST_VECTORS __attribute__((target("avx512f")))
namespace tradeoff {
inline bool hasWidestVectors()
{
    return __builtin_cpu_supports("avx512f") != 0;
}
} // namespace tradeoff
#else
#define TRADEOFF_WIDE_VECTORS
#define TRADEOFF_WIDEST_WITHOUT_PRODUCTS
#endif

/// Before a loop: no step reads what another one writes, so that they may share a vector.
#if defined(__GNUC__) && !defined(__clang__)
#define TRADEOFF_INDEPENDENT_STEPS _Pragma("GCC ivdep")
#else
#define TRADEOFF_INDEPENDENT_STEPS
#endif
