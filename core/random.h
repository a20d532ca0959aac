// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <span>

namespace tradeoff {

/// The counter-based generator Philox4x32-10 (Salmon et al. 2011): 128 random bits as a function of
/// a counter and a key, so that any order of drawing and any number of threads give the same.
[[nodiscard]] std::array<std::uint32_t, 4> philox(std::array<std::uint32_t, 4> counter,
                                                  std::array<std::uint32_t, 2> key);

/// The randomness of one sample.
struct SampleDraw {
    double input = 0.0; ///< uniform in (0, 1)
    double noise = 0.0; ///< uniform in (0, 1)
};

/// The draw of one sample of one training set. Set 0 is the drawn training set of the window; the
/// simulation's follow from 1.
[[nodiscard]] SampleDraw drawSample(std::uint64_t seed, std::uint32_t trainingSet,
                                    std::uint64_t sample);

/// The draws of consecutive samples of one training set, to the bit those of `drawSample`: many at
/// once share vectors.
/// \param input, noise  of equal size, one entry for each sample from `first` on
void drawSamples(std::uint64_t seed, std::uint32_t trainingSet, std::uint64_t first,
                 std::span<double> input, std::span<double> noise);

/// The draw of one boundary of a random segmentation, uniform in (0, 1): a stream of its own, so
/// that boundaries and samples with the same seed have nothing to do with each other.
[[nodiscard]] double drawBoundary(std::uint64_t seed, std::uint64_t boundary);

/// As many uniform numbers in (0, 1) as one sample may need, each a function of its index: for
/// inputs of several coordinates. A stream of their own.
struct UniformStream {
    std::uint64_t seed = 1;
    std::uint32_t trainingSet = 0;
    std::uint64_t sample = 0;

    [[nodiscard]] double operator()(std::uint32_t index) const;
};

/// The standard normal quantile Φ^{-1}(u), 0 < u < 1, to about 1e-15 relative (Wichura 1988,
/// algorithm AS 241, PPND16).
[[nodiscard]] double normalQuantile(double u);

/// Puts Φ^{-1}(u) in the place of each u, to the bit that of `normalQuantile`: many at once share
/// vectors.
void normalQuantiles(std::span<double> numbers);

} // namespace tradeoff
