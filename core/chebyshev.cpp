// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chebyshev.h"

#include <Eigen/Core>

#include <cmath>
#include <numbers>

namespace tradeoff {

namespace {

constexpr Eigen::Index size = chebyshevSize;
using Matrix = Eigen::Matrix<double, size, size>;
using Vector = Eigen::Matrix<double, size, 1>;

/// Angle of the point with an index: the points are −cos(angle).
double angle(Eigen::Index index)
{
    return std::numbers::pi * (static_cast<double>(index) + 0.5) / static_cast<double>(size);
}

/// Turns values at the points into Chebyshev coefficients.
Matrix makeTransform()
{
    Matrix matrix;
    for (Eigen::Index j = 0; j < size; ++j) {
        // T_j(−cos a) = (−1)^j cos(j a).
        const double factor = (j == 0 ? 1.0 : 2.0) / static_cast<double>(size);
        const double sign = j % 2 == 0 ? 1.0 : -1.0;
        for (Eigen::Index k = 0; k < size; ++k) {
            matrix(j, k) = sign * factor * std::cos(static_cast<double>(j) * angle(k));
        }
    }
    return matrix;
}

/// Turns Chebyshev coefficients into those of powers: column j holds T_j.
Matrix makePowers()
{
    Matrix matrix = Matrix::Zero();
    matrix(0, 0) = 1;
    matrix(1, 1) = 1;
    for (Eigen::Index j = 2; j < size; ++j) {
        matrix.col(j) = -matrix.col(j - 2);
        matrix.col(j).tail(size - 1) += 2 * matrix.col(j - 1).head(size - 1);
    }
    return matrix;
}

} // namespace

const ChebyshevArray& chebyshevPoints()
{
    static const ChebyshevArray points = [] {
        ChebyshevArray result{};
        for (std::size_t k = 0; k < chebyshevSize; ++k) {
            result[k] = -std::cos(angle(static_cast<Eigen::Index>(k)));
        }
        return result;
    }();
    return points;
}

ChebyshevFit fitChebyshev(const ChebyshevArray& values)
{
    static const Matrix transform = makeTransform();
    static const Matrix powers = makePowers();
    const Vector series = transform * Eigen::Map<const Vector>(values.data());
    ChebyshevFit fit;
    Eigen::Map<Vector>(fit.polynomial.coefficients.data()) = powers * series;
    // Two in a row, because even and odd functions leave every other coefficient empty.
    fit.tail = series.tail<2>().cwiseAbs().maxCoeff();
    fit.shelf = series.tail<size / 2>().cwiseAbs().maxCoeff();
    fit.scale = series.cwiseAbs().maxCoeff();
    return fit;
}

} // namespace tradeoff
