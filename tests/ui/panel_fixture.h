// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/control_panel.h"
#include "ui/fields/fold_group.h"

#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLocale>
#include <QTest>

namespace tradeoff::ui {

/// A shown panel on a store of its own, every group unfolded, numbers in the C locale.
struct PanelFixture {
    ScenarioStore store;
    ControlPanel panel{store};

    PanelFixture()
    {
        QLocale::setDefault(QLocale::c());
        QApplication::setStyle("Fusion");
        panel.resize(300, 400);
        for (auto* group : panel.findChildren<FoldGroup*>()) {
            group->setOpen(true);
        }
        panel.show();
    }

    [[nodiscard]] bool isActive() { return QTest::qWaitForWindowActive(&panel); }

    /// The widget of an object name; the test program ends where there is none.
    template <class Widget = QWidget>
    [[nodiscard]] Widget* find(const QString& name) const
    {
        auto* widget = panel.findChild<Widget*>(name);
        if (widget == nullptr) {
            qFatal("no widget %s", qPrintable(name));
        }
        return widget;
    }

    /// Chooses a kind by the arrow keys.
    void choose(const QString& path, const std::string& kind) const
    {
        auto* kinds = find<QComboBox>(path + ".kind");
        const int index = kinds->findData(QString::fromStdString(kind));
        QVERIFY(index >= 0);
        kinds->setFocus();
        while (kinds->currentIndex() != index) {
            const int before = kinds->currentIndex();
            QTest::keyClick(kinds, index > before ? Qt::Key_Down : Qt::Key_Up);
            QVERIFY(kinds->currentIndex() != before);
        }
        forgetOldFields();
    }

    /// Types another number of dimensions.
    void setDimensions(int dimensions) const;

    /// Deletes the fields of what was chosen before, which have the same names.
    static void forgetOldFields()
    {
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }

    /// The message that is visible at a field.
    [[nodiscard]] QString messageAt(const QString& path) const
    {
        const auto* label = find<QLabel>(path + ".error");
        return label->isVisible() ? label->text() : QString();
    }
};

/// Replaces an editor's text by keys.
inline void typeInto(QWidget* editor, const QString& text)
{
    editor->setFocus();
    QTest::keyClick(editor, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(editor, Qt::Key_Delete);
    const QStringList lines = text.split('\n');
    QTest::keyClicks(editor, lines.front());
    for (qsizetype i = 1; i < lines.size(); ++i) {
        QTest::keyClick(editor, Qt::Key_Return);
        QTest::keyClicks(editor, lines[i]);
    }
}

inline void PanelFixture::setDimensions(int dimensions) const
{
    auto* editor = find("dimensions");
    typeInto(editor, QString::number(dimensions));
    QTest::keyClick(editor, Qt::Key_Return);
    QCOMPARE(store.scenario().dimensions(), static_cast<std::size_t>(dimensions));
    forgetOldFields();
}

} // namespace tradeoff::ui
