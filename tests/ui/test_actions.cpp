// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/actions.h"
#include "ui/help_dialogs.h"

#include <QMainWindow>
#include <QMenuBar>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

#include <algorithm>

using namespace tradeoff::ui;

class TestActions : public QObject {
    Q_OBJECT

private slots:
    void everyIdHasOneRow();
    void everyParentIsAMenuThatComesBefore();
    void noTwoRowsShareAShortcut();
    void everyShortcutIsUnderstood();
    void accessKeysAreUniqueInEachMenu();
    void whatCanBeChosenHasHelp();
    void menusHoldEveryRowInOrder();
    void shortcutsWorkWithoutTheMenuBar();
    void keyboardHelpListsEveryShortcutAndGesture();
};

namespace {

std::vector<ActionRow> rowsOf(ActionId menu)
{
    std::vector<ActionRow> rows;
    std::copy_if(actionTable().begin(), actionTable().end(), std::back_inserter(rows),
                 [menu](const ActionRow& row) { return row.parent == menu; });
    return rows;
}

QString accessKey(const ActionRow& row)
{
    const QString text = QString::fromUtf8(row.text);
    const auto place = text.indexOf(QLatin1Char('&'));
    return place < 0 ? QString() : text.mid(place + 1, 1).toLower();
}

} // namespace

void TestActions::everyIdHasOneRow()
{
    QSet<int> seen;
    for (const ActionRow& row : actionTable()) {
        QVERIFY2(!seen.contains(static_cast<int>(row.id)), row.text);
        seen.insert(static_cast<int>(row.id));
    }
    QCOMPARE(seen.size(), static_cast<int>(ActionId::About)); // all but the root
}

void TestActions::everyParentIsAMenuThatComesBefore()
{
    QSet<int> menus{static_cast<int>(ActionId::MenuBar)};
    for (const ActionRow& row : actionTable()) {
        QVERIFY2(menus.contains(static_cast<int>(row.parent)), row.text);
        if (row.kind == ActionKind::Menu)
            menus.insert(static_cast<int>(row.id));
    }
}

void TestActions::noTwoRowsShareAShortcut()
{
    QSet<QString> seen;
    for (const ActionRow& row : actionTable()) {
        for (const QKeySequence& keys : keySequences(row)) {
            QVERIFY2(!seen.contains(keys.toString()), row.text);
            seen.insert(keys.toString());
        }
    }
    QVERIFY(seen.size() > 20);
}

void TestActions::everyShortcutIsUnderstood()
{
    for (const ActionRow& row : actionTable()) {
        for (const QKeySequence& keys : keySequences(row)) {
            QVERIFY2(keys.count() == 1, row.text);
            QVERIFY2(keys[0].key() != Qt::Key_unknown, row.text);
        }
    }
}

void TestActions::accessKeysAreUniqueInEachMenu()
{
    for (const ActionRow& menu : actionTable()) {
        QSet<QString> seen;
        for (const ActionRow& row : rowsOf(menu.parent)) {
            const QString key = accessKey(row);
            QVERIFY2(!key.isEmpty(), row.text);
            QVERIFY2(!seen.contains(key), row.text);
            seen.insert(key);
        }
    }
}

void TestActions::whatCanBeChosenHasHelp()
{
    for (const ActionRow& row : actionTable())
        QVERIFY2(row.kind == ActionKind::Menu || qstrlen(row.help) > 0, row.text);
}

void TestActions::menusHoldEveryRowInOrder()
{
    QMainWindow window;
    const Actions actions(window, *window.menuBar());
    for (const ActionRow& menu : actionTable()) {
        if (menu.kind != ActionKind::Menu)
            continue;
        QList<QAction*> shown = actions.menu(menu.id).actions();
        shown.removeIf([](const QAction* action) { return action->isSeparator(); });
        const auto rows = rowsOf(menu.id);
        QCOMPARE(shown.size(), static_cast<qsizetype>(rows.size()));
        for (qsizetype i = 0; i < shown.size(); ++i)
            QCOMPARE(shown[i], &actions[rows[static_cast<std::size_t>(i)].id]);
    }
}

void TestActions::shortcutsWorkWithoutTheMenuBar()
{
    QMainWindow window;
    const Actions actions(window, *window.menuBar());
    window.menuBar()->hide();
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    int drawn = 0;
    connect(&actions[ActionId::NewSample], &QAction::triggered, &window, [&drawn] { ++drawn; });
    QTest::keyClick(&window, Qt::Key_Space);
    QCOMPARE(drawn, 1);
}

void TestActions::keyboardHelpListsEveryShortcutAndGesture()
{
    const QString help = keyboardHelpText();
    for (const ActionRow& row : actionTable()) {
        const auto sequences = keySequences(row);
        for (const QKeySequence& keys : sequences) {
            const QString text = keys.toString(QKeySequence::NativeText).toHtmlEscaped();
            QVERIFY2(help.contains(text), qPrintable(text));
        }
        if (!sequences.isEmpty())
            QVERIFY2(help.contains(plainText(row).toHtmlEscaped()), row.text);
    }
    for (const GestureRow& gesture : gestureTable())
        QVERIFY2(help.contains(QString::fromUtf8(gesture.help)), gesture.keys);
}

QTEST_MAIN(TestActions)
#include "test_actions.moc"
